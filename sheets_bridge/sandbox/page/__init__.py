"""The page where a person looks at the spreadsheet of the sandbox."""
