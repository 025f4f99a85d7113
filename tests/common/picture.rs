//! What several tests share.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use attache::export::{Pixels, png};

/// A pixel differs where one of its channels does by more than this, of 255.
const CHANNEL_TOLERANCE: u8 = 24;
/// The part of the pixels that may differ: a fiftieth of a per cent, so that a single word out of place is too much.
const PIXEL_TOLERANCE: f64 = 0.0002;

/// Compares a picture with its reference in `tests/pictures`.
///
/// With `UPDATE_PICTURES=1` in the environment the reference is written instead. What differs is put into
/// `target/pictures`, for looking at.
pub(crate) fn assert_picture(name: &str, picture: &Pixels) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reference_path = root.join("tests/pictures").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        write(&reference_path, picture);
        return;
    }
    let Some(reference) = read(&reference_path) else {
        panic!("there is no {}: look at the picture and make it with UPDATE_PICTURES=1", reference_path.display());
    };
    let folder = root.join("target/pictures");
    let new_path = folder.join(format!("{name}.new.png"));
    if (reference.width, reference.height) != (picture.width, picture.height) {
        write(&new_path, picture);
        panic!(
            "{name} is {} × {} pixels, its reference {} × {}; see {}",
            picture.width,
            picture.height,
            reference.width,
            reference.height,
            new_path.display()
        );
    }
    let (differing, difference) = compare(&reference, picture);
    let share = f64::from(differing) / (f64::from(picture.width) * f64::from(picture.height));
    if share > PIXEL_TOLERANCE {
        write(&new_path, picture);
        let difference_path = folder.join(format!("{name}.difference.png"));
        write(&difference_path, &difference);
        panic!(
            "{name} differs from its reference in {differing} pixels ({:.3} %); see {} and {}",
            share * 100.0,
            new_path.display(),
            difference_path.display()
        );
    }
}

/// How many pixels differ, and a picture of them: red on a pale copy of the reference.
fn compare(reference: &Pixels, picture: &Pixels) -> (u32, Pixels) {
    let mut differing = 0;
    let mut rgba = Vec::with_capacity(reference.rgba.len());
    for (old, new) in reference.rgba.chunks_exact(4).zip(picture.rgba.chunks_exact(4)) {
        let differs = old.iter().zip(new).any(|(old, new)| old.abs_diff(*new) > CHANNEL_TOLERANCE);
        differing += u32::from(differs);
        let pale = |channel: u8| 192 + channel / 4;
        let pixel = if differs { [220, 0, 0, 255] } else { [pale(old[0]), pale(old[1]), pale(old[2]), 255] };
        rgba.extend(pixel);
    }
    (differing, Pixels { width: reference.width, height: reference.height, rgba })
}

fn write(path: &PathBuf, picture: &Pixels) {
    let folder = path.parent().expect("a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(path, png(picture, 96.0, &[]).expect("packed")).expect("written");
}

fn read(path: &PathBuf) -> Option<Pixels> {
    read_png(&fs::read(path).ok()?)
}

/// The pixels of a PNG; `None` where they are not red, green, blue and alpha.
pub(crate) fn read_png(bytes: &[u8]) -> Option<Pixels> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a PNG");
    let mut rgba = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut rgba).expect("a picture");
    (info.color_type == png::ColorType::Rgba).then_some(Pixels { width: info.width, height: info.height, rgba })
}
