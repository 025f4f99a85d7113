//! Files that hold several icons: for macOS, and as resources of a Windows program.

/// An icon file of macOS; a PNG under each name that a size of the screen asks for.
pub(crate) fn icns(icons: &[(u32, Vec<u8>)]) -> Vec<u8> {
    // The second name of a side is the one for screens with two pixels to the point.
    const NAMES: [(&[u8; 4], u32); 10] = [
        (b"icp4", 16),
        (b"icp5", 32),
        (b"icp6", 64),
        (b"ic07", 128),
        (b"ic08", 256),
        (b"ic09", 512),
        (b"ic11", 32),
        (b"ic12", 64),
        (b"ic13", 256),
        (b"ic14", 512),
    ];
    let mut entries = Vec::new();
    for (name, side) in NAMES {
        let (_, png) = icons.iter().find(|(drawn, _)| *drawn == side).expect("drawn at this side");
        entries.extend(name);
        entries.extend(length(png.len() + 8).to_be_bytes());
        entries.extend(png);
    }
    let mut file = b"icns".to_vec();
    file.extend(length(entries.len() + 8).to_be_bytes());
    file.extend(entries);
    file
}

/// What a Windows program carries beside its code.
pub(crate) struct Resources<'a> {
    pub(crate) icons: &'a [(u32, Vec<u8>)],
    pub(crate) manifest: &'a str,
    pub(crate) version: &'a str,
    pub(crate) description: &'a str,
}

const ICON: u16 = 3;
const GROUP_ICON: u16 = 14;
const VERSION: u16 = 16;
const MANIFEST: u16 = 24;
/// English as in the United States, which every Windows falls back to.
const LANGUAGE: u16 = 0x0409;
const UNICODE: u16 = 1200;

impl Resources<'_> {
    /// A compiled resource file, as the linker of Microsoft takes it.
    pub(crate) fn res(&self) -> Vec<u8> {
        // The first entry is empty and tells this format from an older one.
        let mut file = entry(0, 0, 0, &[]);
        let mut group = words(&[0, 1, short(self.icons.len())]);
        for (number, (side, png)) in (1..).zip(self.icons) {
            file.extend(entry(ICON, number, LANGUAGE, png));
            // 256 is written as 0.
            let side = u8::try_from(*side).unwrap_or(0);
            group.extend([side, side, 0, 0]);
            group.extend(words(&[1, 32]));
            group.extend(length(png.len()).to_le_bytes());
            group.extend(number.to_le_bytes());
        }
        file.extend(entry(GROUP_ICON, 1, LANGUAGE, &group));
        file.extend(entry(VERSION, 1, LANGUAGE, &self.version_info()));
        file.extend(entry(MANIFEST, 1, LANGUAGE, self.manifest.as_bytes()));
        file
    }

    fn version_info(&self) -> Vec<u8> {
        let numbers: Vec<u16> = self.version.split('.').map(|part| part.parse().expect("a number")).collect();
        let [major, minor, patch] = numbers.try_into().expect("three numbers");
        let number = words(&[minor, major, 0, patch]);
        let mut fixed = words(&[0x04BD, 0xFEEF, 0, 1]);
        fixed.extend(number.iter().chain(&number));
        // No flags; for Windows NT, a program.
        fixed.extend(words(&[0x3F, 0, 0, 0, 4, 4, 1, 0, 0, 0, 0, 0, 0, 0]));
        let texts = [
            ("FileDescription", self.description),
            ("FileVersion", self.version),
            ("LegalCopyright", "The Attaché developers, MIT License"),
            ("ProductName", self.description),
            ("ProductVersion", self.version),
        ];
        let strings: Vec<Vec<u8>> = texts.iter().map(|(key, text)| block(key, Value::Text(text), &[])).collect();
        let table = block("040904B0", Value::None, &strings);
        let strings = block("StringFileInfo", Value::None, &[table]);
        let translation = block("Translation", Value::Bytes(&words(&[LANGUAGE, UNICODE])), &[]);
        let variables = block("VarFileInfo", Value::None, &[translation]);
        block("VS_VERSION_INFO", Value::Bytes(&fixed), &[strings, variables])
    }
}

/// What a part of the information on a version is worth.
#[derive(Clone, Copy)]
enum Value<'a> {
    None,
    Bytes(&'a [u8]),
    Text(&'a str),
}

/// A part of the information on a version: its length, its value and the parts in it.
fn block(key: &str, value: Value<'_>, children: &[Vec<u8>]) -> Vec<u8> {
    let (bytes, units, is_text) = match value {
        Value::None => (Vec::new(), 0, true),
        Value::Bytes(bytes) => (bytes.to_vec(), bytes.len(), false),
        Value::Text(text) => (wide(text), wide(text).len() / 2, true),
    };
    let mut part = words(&[0, short(units), u16::from(is_text)]);
    part.extend(wide(key));
    pad(&mut part);
    part.extend(bytes);
    for child in children {
        pad(&mut part);
        part.extend(child);
    }
    let whole = short(part.len()).to_le_bytes();
    part[..2].copy_from_slice(&whole);
    part
}

/// An entry of a resource file, with its type and its name as numbers.
fn entry(kind: u16, name: u16, language: u16, data: &[u8]) -> Vec<u8> {
    const HEADER_BYTES: u32 = 32;
    let mut bytes = length(data.len()).to_le_bytes().to_vec();
    bytes.extend(HEADER_BYTES.to_le_bytes());
    bytes.extend(words(&[0xFFFF, kind, 0xFFFF, name, 0, 0, 0, language, 0, 0, 0, 0]));
    bytes.extend(data);
    pad(&mut bytes);
    bytes
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A text in UTF-16 with its final zero.
fn wide(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().chain([0]).collect::<Vec<_>>())
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("an icon is small")
}

fn short(count: usize) -> u16 {
    u16::try_from(count).expect("few")
}
