//! Text for Markdown (`CommonMark`).

/// A text in which nothing is markup: each character that Markdown could act on is made plain.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_line_start = true;
    let mut digits = 0;
    for c in text.chars() {
        let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '^' | '$');
        // At the start of a line these begin a list, a heading or a rule: “1986. A year”, “- one”, “=”.
        let begins_block = is_line_start && matches!(c, '-' | '+' | '=') || digits > 0 && matches!(c, '.' | ')');
        if is_markup || begins_block {
            out.push('\\');
        }
        out.push(c);
        let is_number = c.is_ascii_digit() && (is_line_start || digits > 0);
        digits = if is_number { digits + 1 } else { 0 };
        is_line_start = c == '\n' || is_line_start && c.is_whitespace();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("*a* [b](c) <i>|`_"), "\\*a\\* \\[b\\](c) \\<i\\>\\|\\`\\_");
        assert_eq!(escaped("1986. A - b\n- c\n + d 2. e"), "1986\\. A - b\n\\- c\n \\+ d 2. e");
        assert_eq!(escaped("US$ 3.26 & 5~6"), "US\\$ 3.26 \\& 5\\~6");
        assert_eq!(escaped("3.5 million\n12) x"), "3\\.5 million\n12\\) x");
    }
}
