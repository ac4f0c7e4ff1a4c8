"""Cafe24 on the wire: login server and Admin API of one pretend mall."""
