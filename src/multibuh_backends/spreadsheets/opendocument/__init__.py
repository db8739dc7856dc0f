"""OpenDocument sheets, ods."""
