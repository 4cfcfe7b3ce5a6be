// FTS5Segments
