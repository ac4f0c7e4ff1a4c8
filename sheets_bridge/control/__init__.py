"""연동 현황: the jobs and the tabs as they stand, on every spreadsheet, with boxes that people tick. Read `keeping`."""
