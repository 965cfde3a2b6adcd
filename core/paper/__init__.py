"""Paper that both programs print: typefaces, pages, tables, and blocks over as many pages as they need."""
