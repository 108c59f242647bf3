//! Text that remembers where each of its bytes came from.

use std::ops::Range;

/// One stretch of derived text and the stretch of origin it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    derived: usize,
    derived_len: usize,
    origin: usize,
    origin_len: usize,
    /// Byte for byte the same, so that positions inside map one to one.
    verbatim: bool,
}

/// A text derived from another one, with a map back to the origin's bytes.
///
/// Markup, entities, escapes, another encoding and normalisation all change a
/// text's length. Each of these steps builds a `MappedText` over the step
/// before it, so that a range found at the end leads back to the stored bytes.
///
/// ```
/// use mustalah::model::MappedText;
/// let origin = "**شبكة** عصبية";
/// let mut text = MappedText::new();
/// text.push_verbatim("شبكة", 2);
/// text.push_verbatim(" عصبية", 12);
/// assert_eq!(text.as_str(), "شبكة عصبية");
/// assert_eq!(&origin[text.origin(0..19)], "شبكة** عصبية");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappedText {
    text: String,
    pieces: Vec<Piece>,
}

impl MappedText {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that is its own origin.
    #[must_use]
    pub fn identity(text: String) -> Self {
        let mut mapped = Self::new();
        if !text.is_empty() {
            mapped.pieces.push(Piece {
                derived: 0,
                derived_len: text.len(),
                origin: 0,
                origin_len: text.len(),
                verbatim: true,
            });
        }
        mapped.text = text;
        mapped
    }

    /// The derived text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Bytes of derived text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been pushed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends text that stands in the origin as it is, from byte `origin` on.
    pub fn push_verbatim(&mut self, text: &str, origin: usize) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && last.origin + last.origin_len == origin
        {
            last.derived_len += text.len();
            last.origin_len += text.len();
        } else {
            self.pieces.push(Piece {
                derived: self.text.len(),
                derived_len: text.len(),
                origin,
                origin_len: text.len(),
                verbatim: true,
            });
        }
        self.text.push_str(text);
    }

    /// Appends text that stands for other bytes of the origin (an entity, an
    /// escape, a re-encoded character).
    pub fn push_replaced(&mut self, text: &str, origin: Range<usize>) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            derived: self.text.len(),
            derived_len: text.len(),
            origin: origin.start,
            origin_len: origin.len(),
            verbatim: false,
        });
        self.text.push_str(text);
    }

    /// The bytes of the origin that a range of derived text stands for.
    ///
    /// An end inside a replaced stretch widens to the whole of it. Ranges past
    /// the end are clamped, so this never panics.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let from = self.locate(start, false);
        if start == end {
            return from..from;
        }
        from..self.locate(end, true).max(from)
    }

    /// This text mapped past its origin to what the origin itself came from.
    ///
    /// ```
    /// use mustalah::model::MappedText;
    /// let mut line = MappedText::new();
    /// line.push_verbatim("شبكة", 100);
    /// let mut word = MappedText::new();
    /// word.push_verbatim("كة", 4);
    /// assert_eq!(word.through(&line).origin(0..4), 104..108);
    /// ```
    #[must_use]
    pub fn through(self, origin: &Self) -> Self {
        let mut mapped = Self::new();
        for piece in &self.pieces {
            let (text, from) = (&self.text[piece.derived..piece.derived + piece.derived_len], piece.origin);
            if !piece.verbatim {
                mapped.push_replaced(text, origin.origin(from..from + piece.origin_len));
                continue;
            }
            // A verbatim piece may run over several pieces of the origin.
            let end = from + piece.origin_len;
            let first = origin.pieces.partition_point(|p| p.derived + p.derived_len <= from);
            for under in origin.pieces[first..].iter().take_while(|p| p.derived < end) {
                let cut = under.derived.max(from)..(under.derived + under.derived_len).min(end);
                let part = text.get(cut.start - from..cut.end - from).unwrap_or_default();
                if under.verbatim {
                    mapped.push_verbatim(part, under.origin + (cut.start - under.derived));
                } else {
                    mapped.push_replaced(part, under.origin..under.origin + under.origin_len);
                }
            }
        }
        mapped
    }

    /// The stretches of which a range of the derived text is made, in order:
    /// the bytes of derived text, the bytes of the origin, and whether the
    /// one is the other byte for byte.
    pub fn stretches(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Range<usize>, bool)> + '_ {
        let first = self.pieces.partition_point(|p| p.derived + p.derived_len <= range.start);
        self.pieces[first..].iter().take_while(move |p| p.derived < range.end).map(move |p| {
            let cut = p.derived.max(range.start)..(p.derived + p.derived_len).min(range.end);
            let origin = if p.verbatim {
                p.origin + (cut.start - p.derived)..p.origin + (cut.end - p.derived)
            } else {
                p.origin..p.origin + p.origin_len
            };
            (cut, origin, p.verbatim)
        })
    }

    fn locate(&self, at: usize, is_end: bool) -> usize {
        // An end belongs to the piece that holds the byte before it.
        let probe = if is_end { at - 1 } else { at };
        let index = self.pieces.partition_point(|p| p.derived + p.derived_len <= probe);
        let Some(piece) = self.pieces.get(index) else {
            return self.pieces.last().map_or(0, |p| p.origin + p.origin_len);
        };
        match (piece.verbatim, is_end) {
            (true, _) => piece.origin + (at - piece.derived),
            (false, false) => piece.origin,
            (false, true) => piece.origin + piece.origin_len,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_text_maps_to_the_whole_of_its_origin() {
        let origin = "a&amp;b";
        let mut text = MappedText::new();
        text.push_verbatim("a", 0);
        text.push_replaced("&", 1..6);
        text.push_verbatim("b", 6);
        assert_eq!(text.as_str(), "a&b");
        assert_eq!(&origin[text.origin(1..2)], "&amp;");
        assert_eq!(&origin[text.origin(0..3)], "a&amp;b");
        assert_eq!(text.origin(3..3), 7..7);
        assert_eq!(text.origin(9..12), 7..7);
    }

    #[test]
    fn a_map_over_a_map_leads_to_the_first_origin() {
        // The file has "a\\nb" where the text between has "a", a line break, "b".
        let mut between = MappedText::new();
        between.push_verbatim("a", 1);
        between.push_replaced("\n", 2..4);
        between.push_verbatim("bc", 4);
        let mut text = MappedText::new();
        text.push_replaced("A ", 0..2);
        text.push_verbatim("bc", 2);
        let text = text.through(&between);
        assert_eq!((text.as_str(), text.origin(0..1), text.origin(3..4)), ("A bc", 1..4, 5..6));
        let mut whole = MappedText::new();
        whole.push_verbatim("a\nbc", 0);
        let whole = whole.through(&between);
        assert_eq!((whole.origin(1..2), whole.origin(0..4)), (2..4, 1..6));
    }

    #[test]
    fn adjoining_verbatim_pieces_are_one() {
        let mut text = MappedText::new();
        text.push_verbatim("ab", 4);
        text.push_verbatim("cd", 6);
        assert_eq!(text.pieces.len(), 1);
        assert_eq!(text.origin(1..3), 5..7);
    }
}
