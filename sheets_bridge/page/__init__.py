"""The status page: what runs, what ran, what needs somebody, on 127.0.0.1 and for whoever holds its key.

`door` says who may come in, `look` reads what there is, `runs`, `health` and `telling` make words of it without I/O,
`site` answers requests, `serving` keeps it up beside the daemon. Nothing is imported here: a command that only needs
the key loads no web server.
"""
