//! Files as they are found: protected, linked, shared, left behind.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::mpsc::channel;

use super::write::BUFFER_BYTES;
use super::{NotKept, Overwrite, Queues, Written, save, update, write_whole, write_whole_with};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_written_and_replaced_only_where_that_is_allowed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ä “figure”.png");
    assert_eq!(write_whole(&path, b"one", Overwrite::Refused).expect("new"), Written::default());
    let error = write_whole(&path, b"two", Overwrite::Refused).expect_err("there already");
    assert!(error.is_exists(), "{error}");
    assert_eq!(fs::read(&path).expect("kept"), b"one");
    let _ = write_whole(&path, b"two", Overwrite::Allowed).expect("replaced");
    assert_eq!(fs::read(&path).expect("new"), b"two");
    assert_eq!(names(folder.path()).len(), 1, "no temporary file is left");
}

#[test]
fn no_spelling_of_a_path_leads_around_the_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.svg");
    fs::write(&path, "old").expect("written");
    let below = folder.path().join("below");
    fs::create_dir(&below).expect("made");
    let bare = path.to_string_lossy().into_owned();
    let spellings = [
        format!("{}/./x.svg", folder.path().display()),
        format!("{}/../x.svg", below.display()),
        format!("/dev/..{bare}"),
        format!("/proc/self/root{bare}"),
        format!("/proc/../{bare}"),
        format!("{bare}/"),
        format!("{bare}/."),
    ];
    for spelling in spellings {
        let result = write_whole(Path::new(&spelling), b"new", Overwrite::Refused);
        assert!(result.is_err(), "{spelling}");
        assert_eq!(fs::read(&path).expect("kept"), b"old", "{spelling}");
    }
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = write_whole(folder.path(), b"x", Overwrite::Allowed).expect_err("a folder");
    assert!(error.to_string().contains("is a folder"), "{error}");
    let error = write_whole(&folder.path().join("none/x.png"), b"x", Overwrite::Allowed).expect_err("no folder");
    assert!(error.to_string().contains("does not exist"), "{error}");
    for spelling in ["", ".", "..", "/", "x.png/"] {
        let error = write_whole(Path::new(spelling), b"x", Overwrite::Allowed).expect_err("a folder");
        assert!(error.to_string().contains("is a folder"), "“{spelling}”: {error}");
    }
    assert!(names(folder.path()).is_empty());
}

#[test]
fn content_that_breaks_off_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    let error = write_whole_with(&path, Overwrite::Allowed, |out| {
        out.write_all(&vec![b'x'; 3 * BUFFER_BYTES])?;
        Err(io::Error::other("no more"))
    });
    assert!(error.expect_err("broken off").to_string().contains("no more"));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn what_killed_runs_left_is_cleaned_up_and_what_others_write_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for name in [".attache-dead01.part", ".attache-alive1.part", ".attache-notes.txt", "attache-x.part"] {
        fs::write(at(name), "x").expect("written");
    }
    fs::create_dir(at(".attache-folder.part")).expect("made");
    let alive = File::open(at(".attache-alive1.part")).expect("there");
    alive.lock().expect("locked");
    let _ = write_whole(&at("x.json"), b"x", Overwrite::Refused).expect("written");
    assert_eq!(
        names(folder.path()),
        [".attache-alive1.part", ".attache-folder.part", ".attache-notes.txt", "attache-x.part", "x.json"]
    );
}

#[test]
fn two_writers_in_one_folder_do_not_take_each_others_files_away() {
    let folder = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for number in 0..4 {
            let path = folder.path().join(format!("{number}.json"));
            scope.spawn(move || {
                for _ in 0..50 {
                    let _ = write_whole(&path, b"x", Overwrite::Allowed).expect("written");
                }
            });
        }
    });
    assert_eq!(names(folder.path()), ["0.json", "1.json", "2.json", "3.json"]);
}

#[test]
fn a_save_on_what_the_file_holds_no_longer_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    fs::write(&path, "one").expect("written");
    let sha256_of_one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    let _ = save(&path, b"two", sha256_of_one).expect("saved");
    let error = save(&path, b"three", sha256_of_one).expect_err("changed");
    assert!(error.is_changed(), "{error}");
    assert_eq!(fs::read(&path).expect("there"), b"two");
    fs::remove_file(&path).expect("removed");
    let _ = save(&path, b"three", sha256_of_one).expect("a deleted file is written again");
    assert_eq!(fs::read(&path).expect("there"), b"three");
}

#[test]
fn a_change_is_made_anew_on_what_another_program_wrote_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    fs::write(&path, "a").expect("written");
    let mut tries = 0;
    let result = update(&path, |current| {
        tries += 1;
        if tries == 1 {
            fs::write(&path, "ab").expect("written");
        }
        Ok::<_, ()>([current.expect("there"), b"c".to_vec()].concat())
    });
    let _ = result.expect("changed");
    assert_eq!((tries, fs::read(&path).expect("there")), (2, b"abc".to_vec()));
}

#[test]
fn changes_at_once_are_all_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    fs::write(&path, "").expect("written");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let longer = |current: Option<Vec<u8>>| Ok::<_, ()>([current.expect("there"), b"x".to_vec()].concat());
                let _ = update(&path, longer).expect("changed");
            });
        }
    });
    assert_eq!(fs::read(&path).expect("there"), b"xxxxxxxx");
}

#[test]
fn a_queue_keeps_its_order_and_outlives_a_panic() {
    let queues = Queues::default();
    let (tell, told) = channel();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    for number in 0..20 {
        let tell = tell.clone();
        queues.add(&path, move || {
            assert_ne!(number, 3, "on purpose");
            tell.send(number).expect("heard");
        });
    }
    queues.finish();
    assert!(queues.unfinished().is_empty() && !queues.is_busy(&path));
    assert_eq!(told.try_iter().collect::<Vec<_>>(), (0..20).filter(|number| *number != 3).collect::<Vec<_>>());
}

#[test]
fn spellings_of_one_path_share_a_queue_and_other_files_do_not_wait() {
    let queues = Queues::default();
    let folder = tempfile::tempdir().expect("a folder");
    let (release, held) = channel::<()>();
    queues.add(&folder.path().join("x.json"), move || held.recv().expect("released"));
    assert!(queues.is_busy(&folder.path().join("./x.json")));
    let (tell, told) = channel();
    queues.add(&folder.path().join("y.json"), move || tell.send(()).expect("heard"));
    told.recv().expect("done while the other one waits");
    assert!(queues.unfinished().iter().any(|path| path.ends_with("x.json")));
    release.send(()).expect("heard");
    queues.finish();
    assert!(queues.unfinished().is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).expect("there").permissions().mode() & 0o7777
    }

    #[test]
    fn a_private_file_is_private_while_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.json");
        for expected in [0o600, 0o640, 0o664, 0o700] {
            fs::write(&path, "old").expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(expected)).expect("permitted");
            let result = write_whole_with(&path, Overwrite::Allowed, |out| {
                out.write_all(&vec![b'x'; 3 * BUFFER_BYTES])?;
                let modes: Vec<u32> = names(folder.path()).iter().map(|name| mode(&folder.path().join(name))).collect();
                assert_eq!(modes, [expected, expected]);
                Ok(())
            });
            assert_eq!(result.expect("written").note(), None);
            assert_eq!(mode(&path), expected);
        }
    }

    #[test]
    fn a_new_file_has_the_usual_mode_and_a_protected_one_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let (usual, ours) = (folder.path().join("usual"), folder.path().join("ours"));
        fs::write(&usual, b"").expect("written");
        let _ = write_whole(&ours, b"one", Overwrite::Refused).expect("written");
        assert_eq!(mode(&ours), mode(&usual));
        fs::set_permissions(&ours, fs::Permissions::from_mode(0o444)).expect("permitted");
        let error = write_whole(&ours, b"two", Overwrite::Allowed).expect_err("protected");
        assert!(error.to_string().contains("write-protected"), "{error}");
        assert_eq!(fs::read(&ours).expect("kept"), b"one");
    }

    #[test]
    fn links_are_followed_and_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.png"), folder.path().join("link.png"));
        fs::write(&real, b"old").expect("written");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permitted");
        symlink(&real, &link).expect("linked");
        assert!(write_whole(&link, b"new", Overwrite::Refused).expect_err("there already").is_exists());
        let _ = write_whole(&link, b"new", Overwrite::Allowed).expect("replaced");
        assert_eq!(fs::read(&real).expect("there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(mode(&real), 0o640);
        let longer = |current: Option<Vec<u8>>| Ok::<_, ()>([current.expect("there"), b"er".to_vec()].concat());
        let _ = update(&link, longer).expect("changed");
        assert_eq!(fs::read(&real).expect("there"), b"newer");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    }

    #[test]
    fn a_link_to_nothing_yet_and_a_circle_of_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let (link, circle) = (folder.path().join("link.png"), folder.path().join("circle.png"));
        symlink("real.png", &link).expect("linked");
        let _ = write_whole(&link, b"new", Overwrite::Refused).expect("written");
        assert_eq!(fs::read(folder.path().join("real.png")).expect("there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        symlink("circle.png", &circle).expect("linked");
        let error = write_whole(&circle, b"x", Overwrite::Allowed).expect_err("no end");
        assert!(error.to_string().contains("circle"), "{error}");
    }

    #[test]
    fn extended_attributes_are_kept_and_other_names_are_told_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("x.json"), folder.path().join("y.json"));
        fs::write(&path, "old").expect("written");
        let has_attributes = xattr::set(&path, "user.attache", b"kept").is_ok();
        fs::hard_link(&path, &other).expect("linked");
        let written = write_whole(&path, b"new", Overwrite::Allowed).expect("written");
        assert_eq!(written.not_kept, [NotKept::OtherNames(1)]);
        assert!(written.note().is_some_and(|note| note.contains("hard link")));
        assert_eq!((fs::read(&path).expect("new"), fs::read(&other).expect("old")), (b"new".to_vec(), b"old".to_vec()));
        if has_attributes {
            assert_eq!(xattr::get(&path, "user.attache").expect("readable"), Some(b"kept".to_vec()));
        }
    }

    #[test]
    fn the_owner_is_kept_where_the_system_lets_it() {
        const SOMEBODY: u32 = 12_345;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.json");
        fs::write(&path, "old").expect("written");
        // Only a superuser may give a file away.
        if std::os::unix::fs::chown(&path, Some(SOMEBODY), Some(SOMEBODY)).is_err() {
            return;
        }
        let written = write_whole(&path, b"new", Overwrite::Allowed).expect("written");
        assert_eq!(written, Written::default());
        let metadata = fs::metadata(&path).expect("there");
        assert_eq!((metadata.uid(), metadata.gid()), (SOMEBODY, SOMEBODY));
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;

    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let _ = write_whole(Path::new("/dev/null"), b"x", Overwrite::Refused).expect("written");
        assert!(!fs::metadata("/dev/null").expect("there").is_file());
        let error = write_whole(Path::new("/dev/full"), b"x", Overwrite::Allowed).expect_err("full");
        assert!(error.to_string().contains("disk is full"), "{error}");
    }

    #[test]
    fn a_file_in_memory_is_a_file_like_any_other() {
        let folder = tempfile::tempdir_in("/dev/shm").expect("a folder");
        let path = folder.path().join("x.svg");
        fs::write(&path, "a long old text").expect("written");
        assert!(write_whole(&path, b"new", Overwrite::Refused).expect_err("there already").is_exists());
        let _ = write_whole(&path, b"new", Overwrite::Allowed).expect("replaced");
        assert_eq!(fs::read(&path).expect("there"), b"new");
    }

    #[test]
    fn an_open_file_is_written_to_where_it_stands() {
        use std::os::fd::AsRawFd as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.svg");
        let mut file = File::create(&path).expect("made");
        file.write_all(b"before ").expect("written");
        for spelling in [format!("/dev/fd/{}", file.as_raw_fd()), format!("/proc/self/fd/{}", file.as_raw_fd())] {
            let _ = write_whole(Path::new(&spelling), b"new ", Overwrite::Refused).expect("written");
        }
        file.write_all(b"after").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "before new new after");
        let reading = File::open(&path).expect("there");
        let spelling = format!("/dev/fd/{}", reading.as_raw_fd());
        assert!(write_whole(Path::new(&spelling), b"new ", Overwrite::Allowed).is_err());
        assert_eq!(fs::read_to_string(&path).expect("there"), "before new new after");
        assert!(write_whole(Path::new("/dev/fd/987"), b"x", Overwrite::Allowed).is_err());
    }
}
