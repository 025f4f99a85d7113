//! Reading Rust source as far as the house rules need it: the code without comments and texts, and the paths in it.

/// The code of a source text: comments and what stands between quotation marks are blanked out.
pub(crate) fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = match c {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => comment_end(&chars, at),
            '"' => text_end(&chars, at + 1),
            'r' if !follows_word(&chars, at) => raw_text_end(&chars, at + 1).unwrap_or(at),
            '\'' if chars.get(at + 1) == Some(&'\\') => char_end(&chars, at + 3),
            '\'' if chars.get(at + 2) == Some(&'\'') => at + 3,
            _ => at,
        };
        if end == at {
            code.push(c);
            at += 1;
        } else {
            code.push(' ');
            at = end;
        }
    }
    code
}

fn follows_word(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |length| at + length)
}

fn comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn text_end(chars: &[char], start: usize) -> usize {
    let mut at = start;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of a raw text whose `r` stands before `start`, where it is one.
fn raw_text_end(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + hashes) != Some(&'"') {
        return None;
    }
    let is_end =
        |at: &usize| chars[*at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    let end = (start + hashes + 1..chars.len()).find(is_end);
    Some(end.map_or(chars.len(), |end| end + 1 + hashes))
}

fn char_end(chars: &[char], at: usize) -> usize {
    chars[at.min(chars.len())..].iter().position(|c| *c == '\'').map_or(chars.len(), |length| at + length + 1)
}

/// Every path that the code names, with the trees of `use` spread out and `super` resolved; `modules` is where it stands.
pub(crate) fn paths(code: &str, modules: &[String]) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at;
        tree(&tokens, &mut at, &[], &mut found);
        at = at.max(before + 1);
    }
    found.into_iter().map(|path| resolved(path, modules)).collect()
}

/// Words, `::`, and single characters.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut is_in_word = false;
    for c in code.chars() {
        let is_word = c.is_alphanumeric() || c == '_';
        match tokens.last_mut() {
            Some(last) if is_word && is_in_word => last.push(c),
            Some(last) if c == ':' && last == ":" => last.push(c),
            _ if c.is_whitespace() => {}
            _ => tokens.push(c.to_string()),
        }
        is_in_word = is_word;
    }
    tokens
}

/// Reads one path, or a tree of them in braces, from where `at` stands.
fn tree(tokens: &[String], at: &mut usize, start: &[String], found: &mut Vec<Vec<String>>) {
    let token = |at: usize| tokens.get(at).map_or("", String::as_str);
    let is_word = |at: usize| token(at).starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut path = start.to_vec();
    while is_word(*at) {
        path.push(token(*at).to_owned());
        *at += 1;
        if token(*at) != "::" {
            break;
        }
        *at += 1;
        if token(*at) == "{" {
            *at += 1;
            while *at < tokens.len() && token(*at) != "}" {
                let before = *at;
                tree(tokens, at, &path, found);
                *at = (*at).max(before + usize::from(token(*at) != "}"));
            }
            *at += 1;
            return;
        }
    }
    if path.len() > start.len() {
        found.push(path);
    }
}

/// A path from the top of the crate, where it says `super` or `self`; a module inside the file may stand between, so
/// a path is taken up to the top where it could reach it.
fn resolved(path: Vec<String>, modules: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    if ups == 0 || ups < modules.len() {
        return path;
    }
    ["crate".to_owned()].into_iter().chain(path.into_iter().skip(ups)).collect()
}
