//! Each screen at two sizes, and every size without a panic.
