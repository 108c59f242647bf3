//! Names by skeleton, so that a spelling is compared with few of them.

use super::latin::LatinName;
use super::skeleton::{Classes, en_buckets};
use super::spelling::ArabicSpelling;

/// Names by the first two consonant classes of each of their readings.
#[derive(Debug)]
pub struct NameIndex {
    /// By bucket: the classes of a reading and the index of its name.
    buckets: Vec<Vec<(Classes, usize)>>,
}

impl NameIndex {
    /// Indexes names by their place in the row.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a LatinName>) -> Self {
        let mut buckets = vec![Vec::new(); 256];
        for (index, name) in names.into_iter().enumerate() {
            for reading in name.readings() {
                let [bucket, other] = en_buckets(reading.spelling.as_slice());
                buckets[usize::from(bucket)].push((reading.classes, index));
                if other != bucket {
                    buckets[usize::from(other)].push((reading.classes, index));
                }
            }
        }
        Self { buckets }
    }

    /// Puts the names into `near` that begin with the consonants the spelling
    /// begins with, share most others, and whose skeleton is at most `slack`
    /// classes longer or shorter.
    pub fn near(&self, spelling: &ArabicSpelling, slack: usize, near: &mut Vec<usize>) {
        near.clear();
        for classes in spelling.classes() {
            for (of_name, index) in &self.buckets[usize::from(classes.bucket())] {
                if classes.len().abs_diff(of_name.len()) <= slack
                    && classes.may_match(*of_name)
                    && !near.contains(index)
                {
                    near.push(*index);
                }
            }
        }
    }
}
