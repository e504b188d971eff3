//! The Merkle tree of RFC 6962: hashes, growth, inclusion and consistency proofs, and their verification.
//!
//! The tree is kept as the hashes of its complete subtrees: `(level, index)` covers the `2^level` leaves from
//! `index * 2^level` on. Growing it by one leaf adds, on average, two of them.

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// The root of the empty tree: the hash of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The hash of an entry as a leaf: `SHA-256(00 || entry)`.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(entry);
    hash.finalize().into()
}

/// The hash of two subtrees side by side: `SHA-256(01 || left || right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// A complete subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subtree {
    /// It covers two to this power of leaves.
    pub level: u8,
    /// Its place among those of its level, from 0.
    pub index: u64,
    /// Its hash.
    pub hash: Hash,
}

/// The right edge of a growing tree: its complete subtrees, largest first. This is all that growing needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edge {
    /// Leaves so far.
    pub size: u64,
    peaks: Vec<Subtree>,
}

impl Edge {
    /// The places of the complete subtrees of a tree of `size` leaves, largest first.
    pub fn places(size: u64) -> Vec<(u8, u64)> {
        let mut places = Vec::new();
        let mut start = 0u64;
        for level in (0..64u8).rev().filter(|level| size >> level & 1 == 1) {
            places.push((level, start >> level));
            start += 1 << level;
        }
        places
    }

    /// An edge from its stored hashes, in the order of [`places`](Edge::places).
    pub fn from_stored(size: u64, hashes: &[Hash]) -> Option<Edge> {
        let places = Edge::places(size);
        if places.len() != hashes.len() {
            return None;
        }
        let peaks = places.into_iter().zip(hashes).map(|((level, index), hash)| Subtree { level, index, hash: *hash });
        Some(Edge { size, peaks: peaks.collect() })
    }

    /// Adds a leaf and tells which complete subtrees came into being, the leaf itself first.
    pub fn push(&mut self, leaf: Hash, mut made: impl FnMut(Subtree)) {
        let mut new = Subtree { level: 0, index: self.size, hash: leaf };
        self.size += 1;
        made(new);
        while let Some(left) = self.peaks.pop_if(|peak| peak.level == new.level) {
            new = Subtree { level: new.level + 1, index: new.index >> 1, hash: node_hash(&left.hash, &new.hash) };
            made(new);
        }
        self.peaks.push(new);
    }

    /// The hash over all leaves.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().map(|peak| peak.hash);
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(last, |right, left| node_hash(&left, &right))
    }
}

/// Why a proof proves nothing.
#[expect(missing_docs, reason = "the message of each says what it is")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("the leaf {index} is not below the size {size}")]
    OutOfRange { index: u64, size: u64 },
    #[error("the proof has {found} hashes; {expected} are needed")]
    WrongLength { expected: usize, found: usize },
    #[error("the sizes {old} and {new} are not in order")]
    WrongSizes { old: u64, new: u64 },
    #[error("the proof does not lead to the root")]
    WrongRoot,
}

/// Checks that `leaf` stands at `index` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2).
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { index, size });
    }
    let inner = 64 - (index ^ (size - 1)).leading_zeros() as usize;
    let border = if inner < 64 { (index >> inner).count_ones() as usize } else { 0 };
    if proof.len() != inner + border {
        return Err(ProofError::WrongLength { expected: inner + border, found: proof.len() });
    }
    let computed = chain(leaf, &proof[..inner], index, &proof[inner..]);
    if computed == *root { Ok(()) } else { Err(ProofError::WrongRoot) }
}

/// Climbs `inner` steps by the bits of `index`, then the left border.
fn chain(seed: &Hash, inner: &[Hash], index: u64, border: &[Hash]) -> Hash {
    let climbed = inner.iter().enumerate().fold(*seed, |hash, (level, sibling)| {
        if index >> level & 1 == 0 { node_hash(&hash, sibling) } else { node_hash(sibling, &hash) }
    });
    border.iter().fold(climbed, |hash, left| node_hash(left, &hash))
}

/// Checks that the tree of `new` leaves with `new_root` begins with the tree of `old` leaves with `old_root`. A tree of
/// size zero proves nothing and is refused, as in the reference implementation, unless both are the same size.
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), ProofError> {
    if new < old || old == 0 && new > 0 {
        return Err(ProofError::WrongSizes { old, new });
    }
    let length = |expected: usize| ProofError::WrongLength { expected, found: proof.len() };
    if old == new {
        return match (proof.is_empty(), old_root == new_root) {
            (false, _) => Err(length(0)),
            (true, false) => Err(ProofError::WrongRoot),
            (true, true) => Ok(()),
        };
    }
    let shift = old.trailing_zeros() as usize;
    let last = old - 1;
    let inner = 64 - (last ^ (new - 1)).leading_zeros() as usize;
    let border = if inner < 64 { (last >> inner).count_ones() as usize } else { 0 };
    let inner = inner - shift;
    // A power of two is its own start; otherwise the first hash of the proof is.
    let (start, rest) = if old == 1 << shift {
        (*old_root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or_else(|| length(1 + inner + border))?;
        (*first, rest)
    };
    if rest.len() != inner + border {
        return Err(length(proof.len() - rest.len() + inner + border));
    }
    let mask = last >> shift;
    let to_old = rest[..inner]
        .iter()
        .enumerate()
        .fold(start, |hash, (level, sibling)| if mask >> level & 1 == 1 { node_hash(sibling, &hash) } else { hash });
    let to_old = rest[inner..].iter().fold(to_old, |hash, left| node_hash(left, &hash));
    let to_new = chain(&start, &rest[..inner], mask, &rest[inner..]);
    if to_old == *old_root && to_new == *new_root { Ok(()) } else { Err(ProofError::WrongRoot) }
}

/// The inclusion proof of a leaf; `subtree` gives the hash of a complete subtree by level and index.
pub fn inclusion_proof(index: u64, size: u64, subtree: &mut impl FnMut(u8, u64) -> Hash) -> Vec<Hash> {
    let mut proof = Vec::new();
    path(index, 0, size, subtree, &mut proof);
    proof
}

/// The consistency proof from `old` to `new` leaves (RFC 6962, 2.1.2).
pub fn consistency_proof(old: u64, new: u64, subtree: &mut impl FnMut(u8, u64) -> Hash) -> Vec<Hash> {
    let mut proof = Vec::new();
    if old > 0 && old < new {
        subproof(old, 0, new, true, subtree, &mut proof);
    }
    proof
}

/// The hash of the leaves `[from, from + count)`.
fn range_hash(from: u64, count: u64, subtree: &mut impl FnMut(u8, u64) -> Hash) -> Hash {
    if count.is_power_of_two() && from.is_multiple_of(count) {
        let level = count.trailing_zeros() as u8;
        return subtree(level, from >> level);
    }
    let left = split(count);
    let left_hash = range_hash(from, left, subtree);
    node_hash(&left_hash, &range_hash(from + left, count - left, subtree))
}

/// The largest power of two below `count`.
fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}

fn path(index: u64, from: u64, count: u64, subtree: &mut impl FnMut(u8, u64) -> Hash, proof: &mut Vec<Hash>) {
    if count <= 1 {
        return;
    }
    let left = split(count);
    if index < left {
        path(index, from, left, subtree, proof);
        proof.push(range_hash(from + left, count - left, subtree));
    } else {
        path(index - left, from + left, count - left, subtree, proof);
        proof.push(range_hash(from, left, subtree));
    }
}

fn subproof(
    old: u64,
    from: u64,
    count: u64,
    whole: bool,
    subtree: &mut impl FnMut(u8, u64) -> Hash,
    proof: &mut Vec<Hash>,
) {
    if old == count {
        if !whole {
            proof.push(range_hash(from, count, subtree));
        }
        return;
    }
    let left = split(count);
    if old <= left {
        subproof(old, from, left, whole, subtree, proof);
        proof.push(range_hash(from + left, count - left, subtree));
    } else {
        subproof(old - left, from + left, count - left, false, subtree, proof);
        proof.push(range_hash(from, left, subtree));
    }
}
