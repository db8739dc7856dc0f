"""The containers of books, zip archives and compound files: taken apart with care, and made anew."""
