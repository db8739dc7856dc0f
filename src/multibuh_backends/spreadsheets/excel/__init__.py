"""Excel's formats: xlsx, xlsb and xls, read by calamine from containers made anew."""
