//! The record: canonical entry, tree, checkpoint, proof, verification. Pure: bytes in, verdict out.
