//! What a file that takes the place of another keeps of it.

use std::fmt;
use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Something of a replaced file that its successor has not got.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotKept {
    /// Whose it is.
    Owner,
    /// Which group's it is; its rights are those of everybody now.
    Group,
    /// An extended attribute.
    Attribute(String),
    /// So many other names of the same file, which still hold what was in it.
    OtherNames(u64),
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Owner => f.write_str("its owner could not be kept; it is yours now"),
            Self::Group => {
                f.write_str("its group could not be kept; the group that it has now may do what everybody may")
            }
            Self::Attribute(name) => write!(f, "its extended attribute {name} could not be kept"),
            Self::OtherNames(1) => f.write_str("its other name (a hard link) still holds what was in it before"),
            Self::OtherNames(count) => {
                write!(f, "its {count} other names (hard links) still hold what was in it before")
            }
        }
    }
}

/// Gives a new, still empty file the owner, the attributes and the mode of the one that it is to replace; what could not be
/// given. Until then nobody but its owner can read it.
#[cfg(unix)]
pub(super) fn take_over(new: &File, old: &Metadata, old_path: &Path) -> io::Result<Vec<NotKept>> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    const SET_USER: u32 = 0o4000;
    const SET_GROUP: u32 = 0o2000;
    const OTHERS: u32 = 0o007;
    let mut not_kept = Vec::new();
    let mut mode = old.mode() & 0o7777;
    let now = new.metadata()?;
    if now.gid() != old.gid() && fchown(new, None, Some(old.gid())).is_err() {
        not_kept.push(NotKept::Group);
        // The group that it has is another one: it gets no right that was not everybody's.
        let others = mode & OTHERS;
        mode = (mode & !0o070 & !SET_GROUP) | (mode & (others << 3));
    }
    if now.uid() != old.uid() && fchown(new, Some(old.uid()), None).is_err() {
        not_kept.push(NotKept::Owner);
        mode &= !SET_USER;
    }
    not_kept.extend(attributes_not_kept(new, old_path));
    new.set_permissions(Permissions::from_mode(mode))?;
    if old.nlink() > 1 {
        not_kept.push(NotKept::OtherNames(old.nlink() - 1));
    }
    not_kept.sort();
    Ok(not_kept)
}

#[cfg(not(unix))]
pub(super) fn take_over(new: &File, old: &Metadata, _: &Path) -> io::Result<Vec<NotKept>> {
    new.set_permissions(old.permissions())?;
    Ok(Vec::new())
}

/// Gives a file the extended attributes of another one, access lists among them; which it could not be given.
#[cfg(unix)]
fn attributes_not_kept(new: &File, old_path: &Path) -> Vec<NotKept> {
    use xattr::FileExt as _;
    // A disk without such attributes has none to lose.
    let Ok(names) = xattr::list(old_path) else { return Vec::new() };
    let is_lost = |name: &std::ffi::OsString| {
        let Ok(Some(value)) = xattr::get(old_path, name) else { return false };
        new.set_xattr(name, &value).is_err() && new.get_xattr(name).ok().flatten() != Some(value)
    };
    names.filter(is_lost).map(|name| NotKept::Attribute(name.to_string_lossy().into_owned())).collect()
}
