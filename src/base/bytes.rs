//! Bytes from a path, standard input or a compressed file, read within limits.
