//! Proofs that others made (transparency-dev/merkle, see tests/data/merkle/LICENSE), and random trees beside `ct-merkle`.

use std::path::Path;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use serde_json::Value;
use sha2::Sha256;
use suffrage::ledger::tree::{
    Edge, Hash, ProofError, Subtree, consistency_proof, inclusion_proof, leaf_hash, verify_consistency,
    verify_inclusion,
};

fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits =
        text.bytes().filter(|sign| *sign != b'=').map(|sign| SIGNS.iter().position(|known| *known == sign).unwrap());
    let (mut bytes, mut held, mut count) = (Vec::new(), 0u32, 0);
    for value in bits {
        held = held << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    bytes
}

/// A hash of the vectors; one that is not 32 bytes long cannot be any hash of ours.
fn hash(value: &Value) -> Option<Hash> {
    base64(value.as_str().unwrap_or("")).try_into().ok()
}

fn proof(value: &Value) -> Option<Vec<Hash>> {
    value.as_array().map_or(Some(Vec::new()), |hashes| hashes.iter().map(hash).collect())
}

fn vectors(kind: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/merkle").join(kind);
    let mut found = Vec::new();
    for group in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(group.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), serde_json::from_str(&text).unwrap()));
        }
    }
    found
}

#[test]
fn the_inclusion_proofs_of_others() {
    let vectors = vectors("inclusion");
    let mut valid = 0;
    for (name, vector) in &vectors {
        let holds = (|| {
            let (leaf, root, proof) = (hash(&vector["leafHash"])?, hash(&vector["root"])?, proof(&vector["proof"])?);
            verify_inclusion(&leaf, vector["leafIdx"].as_u64()?, vector["treeSize"].as_u64()?, &proof, &root).ok()
        })();
        assert_eq!(holds.is_some(), vector["wantErr"] == false, "{name}");
        valid += usize::from(holds.is_some());
    }
    assert_eq!((vectors.len(), valid), (INCLUSION, 3));
}

#[test]
fn the_consistency_proofs_of_others() {
    let vectors = vectors("consistency");
    let mut valid = 0;
    for (name, vector) in &vectors {
        let holds = (|| {
            let (old, new, proof) = (hash(&vector["root1"])?, hash(&vector["root2"])?, proof(&vector["proof"])?);
            verify_consistency(vector["size1"].as_u64()?, vector["size2"].as_u64()?, &proof, &old, &new).ok()
        })();
        assert_eq!(holds.is_some(), vector["wantErr"] == false, "{name}");
        valid += usize::from(holds.is_some());
    }
    assert_eq!((vectors.len(), valid), (92 - INCLUSION, 3));
}

/// How many of the 92 vectors are inclusion proofs.
const INCLUSION: usize = 49;

/// Our tree of `size` small leaves, with every complete subtree it made.
fn tree(size: u64) -> (Edge, Vec<Subtree>) {
    let (mut edge, mut made) = (Edge::default(), Vec::new());
    (0..size).for_each(|n| edge.push(leaf_hash(&n.to_be_bytes()), |subtree| made.push(subtree)));
    (edge, made)
}

#[test]
fn roots_are_those_of_another_implementation() {
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 0..300u64 {
        assert_eq!(tree(size).0.root()[..], theirs.root().as_bytes()[..], "size {size}");
        theirs.push(size.to_be_bytes().to_vec());
    }
}

/// The first and the last size of the trees that are tried whole: every shape up to six levels.
const WHOLE: u64 = 40;

#[test]
fn every_proof_of_a_small_tree_has_its_length_and_its_leaf() {
    for size in 1..=WHOLE {
        let (edge, made) = tree(size);
        let mut subtree =
            |level: u8, index: u64| made.iter().find(|one| (one.level, one.index) == (level, index)).unwrap().hash;
        let stored: Vec<Hash> = Edge::places(size).into_iter().map(|(level, index)| subtree(level, index)).collect();
        assert_eq!(Edge::from_stored(size, &stored), Some(edge.clone()), "size {size}");
        assert_eq!(Edge::from_stored(size, &stored[1..]), None);
        let root = edge.root();
        for index in 0..size {
            let leaf = leaf_hash(&index.to_be_bytes());
            let proof = inclusion_proof(index, size, &mut subtree);
            let check = |index, proof: &[Hash]| verify_inclusion(&leaf, index, size, proof, &root);
            assert_eq!(check(index, &proof), Ok(()), "{index} of {size}");
            for other in (0..size).filter(|other| *other != index) {
                assert!(check(other, &proof).is_err(), "{index} of {size} as {other}");
            }
            let (expected, longer) = (proof.len(), [&proof[..], &[root]].concat());
            let wrong = |found| Err(ProofError::WrongLength { expected, found });
            assert_eq!(check(index, &longer), wrong(expected + 1), "{index} of {size}");
            if let Some(shorter) = proof.len().checked_sub(1) {
                assert_eq!(check(index, &proof[..shorter]), wrong(shorter), "{index} of {size}");
            }
        }
        let leaf = leaf_hash(&0u64.to_be_bytes());
        assert_eq!(verify_inclusion(&leaf, size, size, &[], &root), Err(ProofError::OutOfRange { index: size, size }));
    }
}

#[test]
fn every_growth_of_a_small_tree_is_proven_and_no_other() {
    let roots: Vec<Hash> = (0..=WHOLE).map(|size| tree(size).0.root()).collect();
    let root = |size: u64| &roots[size as usize];
    for new in 1..=WHOLE {
        let made = tree(new).1;
        let mut subtree =
            |level: u8, index: u64| made.iter().find(|one| (one.level, one.index) == (level, index)).unwrap().hash;
        for old in 1..=new {
            let proof = consistency_proof(old, new, &mut subtree);
            let check = |proof: &[Hash]| verify_consistency(old, new, proof, root(old), root(new));
            assert_eq!(check(&proof), Ok(()), "{old} to {new}");
            assert!(verify_consistency(old, new, &proof, root(old - 1), root(new)).is_err(), "{old} to {new}");
            assert!(verify_consistency(old, new, &proof, root(old), root(new - 1)).is_err(), "{old} to {new}");
            let (expected, longer) = (proof.len(), [&proof[..], &[*root(1)]].concat());
            let wrong = |found| Err(ProofError::WrongLength { expected, found });
            assert_eq!(check(&longer), wrong(expected + 1), "{old} to {new}");
            for shorter in 0..expected {
                assert_eq!(check(&proof[..shorter]), wrong(shorter), "{old} to {new}");
            }
        }
        // From nothing, to itself, and backwards there is nothing to prove.
        for (old, new) in [(0, new), (new, new), (new, new - 1)] {
            assert_eq!(consistency_proof(old, new, &mut subtree), Vec::<Hash>::new(), "{old} to {new}");
        }
        assert_eq!(verify_consistency(0, new, &[], root(0), root(new)), Err(ProofError::WrongSizes { old: 0, new }));
        let back = verify_consistency(new, new - 1, &[], root(new), root(new - 1));
        assert_eq!(back, Err(ProofError::WrongSizes { old: new, new: new - 1 }));
    }
    // The largest trees have no border; what is said of one is refused by its length.
    let wrong = |expected| Err(ProofError::WrongLength { expected, found: 0 });
    assert_eq!(verify_consistency(3, u64::MAX, &[], root(3), root(4)), wrong(65));
    assert_eq!(verify_inclusion(root(1), 0, u64::MAX, &[], root(3)), wrong(64));
    assert_eq!(verify_consistency(0, 0, &[], root(0), root(0)), Ok(()));
    assert_eq!(verify_consistency(3, 3, &[], root(3), root(2)), Err(ProofError::WrongRoot));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_proofs_verify_and_a_changed_bit_does_not(size in 1..200u64, pick in any::<u64>(), bit in 0..256usize) {
        let (edge, made) = tree(size);
        let mut subtree = |level: u8, index: u64| {
            made.iter().find(|one| (one.level, one.index) == (level, index)).unwrap().hash
        };
        let index = pick % size;
        let leaf = leaf_hash(&index.to_be_bytes());
        let mut proof = inclusion_proof(index, size, &mut subtree);
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &proof, &edge.root()), Ok(()));
        let old = 1 + pick % size;
        let (before, _) = tree(old);
        let mut steps = consistency_proof(old, size, &mut subtree);
        prop_assert_eq!(verify_consistency(old, size, &steps, &before.root(), &edge.root()), Ok(()));
        if let Some(last) = proof.last_mut() {
            last[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(verify_inclusion(&leaf, index, size, &proof, &edge.root()).is_err());
        }
        if let Some(last) = steps.last_mut() {
            last[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(verify_consistency(old, size, &steps, &before.root(), &edge.root()).is_err());
        }
    }
}
