//! The hash of a stream that is read for something else.

use std::io::{self, Read};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use sha2::{Digest as _, Sha256};

/// From so many bytes on, the rest is hashed on a thread of its own.
const HASHED_HERE: u64 = 1 << 20;
/// So many bytes are handed over at once.
const CHUNK: usize = 1 << 18;
/// So many chunks may wait.
const MOST_CHUNKS: usize = 4;

/// A stream that counts and hashes what goes through it: on a thread of its own where there is much, since that takes a third
/// as long as reading the rows does.
pub struct HashingReader<R> {
    input: R,
    hash: Hashing,
    bytes: u64,
}

enum Hashing {
    Here(Sha256),
    Beside(Beside),
}

/// A hash that is taken on another thread.
struct Beside {
    chunk: Vec<u8>,
    chunks: SyncSender<Vec<u8>>,
    thread: JoinHandle<Sha256>,
}

impl Hashing {
    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Here(hash) => hash.update(bytes),
            Self::Beside(beside) => {
                beside.chunk.extend_from_slice(bytes);
                if beside.chunk.len() >= CHUNK {
                    beside.hand_over();
                }
            }
        }
    }

    /// Goes on beside what reads; where there can be no thread, it stays.
    fn move_beside(&mut self) {
        let Self::Here(hash) = self else { return };
        let mut hash = hash.clone();
        let (chunks, taken) = sync_channel::<Vec<u8>>(MOST_CHUNKS);
        let thread = std::thread::Builder::new().name("hash".to_owned()).spawn(move || {
            for chunk in taken {
                hash.update(&chunk);
            }
            hash
        });
        if let Ok(thread) = thread {
            *self = Self::Beside(Beside { chunk: Vec::new(), chunks, thread });
        }
    }

    fn finish(self) -> io::Result<Sha256> {
        match self {
            Self::Here(hash) => Ok(hash),
            Self::Beside(mut beside) => {
                beside.hand_over();
                drop(beside.chunks);
                beside.thread.join().map_err(|_panic| io::Error::other("the SHA-256 could not be taken"))
            }
        }
    }
}

impl Beside {
    fn hand_over(&mut self) {
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        // That it is not taken any more shows when the thread is joined.
        let _ = self.chunks.send(chunk);
    }
}

impl<R: Read> HashingReader<R> {
    /// Begins with nothing read.
    pub fn new(input: R) -> Self {
        Self { input, hash: Hashing::Here(Sha256::new()), bytes: 0 }
    }

    /// The SHA-256 of all bytes, those that nobody asked for included, in hexadecimal digits, and how many they were.
    ///
    /// # Errors
    ///
    /// Where the rest cannot be read.
    pub fn finish(mut self) -> io::Result<(String, u64)> {
        let mut rest = vec![0; 1 << 16];
        while self.read(&mut rest)? > 0 {}
        let hash: Vec<String> = self.hash.finish()?.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((hash.concat(), self.bytes))
    }
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        if self.bytes < HASHED_HERE && self.bytes + count as u64 >= HASHED_HERE {
            self.hash.move_beside();
        }
        self.hash.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_all_bytes_here_and_beside() {
        let limit = usize::try_from(HASHED_HERE).expect("small");
        for length in [0, 1, limit - 1, limit, limit + 1, limit + CHUNK, 3 * limit + 17] {
            let bytes: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).expect("small")).collect();
            let mut reader = HashingReader::new(bytes.as_slice());
            let mut some = vec![0; length / 2];
            reader.read_exact(&mut some).expect("they are there");
            let (hash, count) = reader.finish().expect("read to its end");
            let whole: Vec<String> = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!((hash, count), (whole.concat(), length as u64), "{length} bytes");
        }
    }
}
