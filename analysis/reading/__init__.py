"""From files to documents: formats, dates, zones."""
