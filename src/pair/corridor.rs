//! Which sentences are compared: all of a short article, a corridor along
//! anchors in a long one.

use std::ops::Range;

use super::links::Links;
use super::side::Side;

/// Articles with no more pairs of sentences than this are compared whole.
const WHOLE: usize = 8_000;
/// Sentences that the corridor leaves on each side of the line between two
/// anchors.
const SLACK: usize = 24;
/// Sentences around an anchor.
const AT_ANCHOR: usize = 6;
/// The evidence that makes an anchor, in nats.
const ANCHOR: f32 = 6.0;
/// Types that stand in more sentences than this make no anchor.
const RARE: usize = 4;

/// For each number of Arabic sentences the numbers of English sentences that
/// may have been read with them. Both ends ascend.
pub(super) fn corridor(ar: &Side, en: &Side, links: &Links) -> Vec<Range<usize>> {
    let (rows, columns) = (ar.lines.len(), en.lines.len());
    if rows.saturating_mul(columns) <= WHOLE {
        return vec![0..columns + 1; rows + 1];
    }
    let mut points = chain(&anchors(ar, en, links));
    points.push((rows, columns));
    let mut corridor = vec![columns..0; rows + 1];
    let mut widen = |row: usize, from: usize, to: usize| {
        let held: &mut Range<usize> = &mut corridor[row];
        *held = held.start.min(from)..held.end.max(to.min(columns) + 1);
    };
    let (mut row, mut column) = (0, 0);
    for (to_row, to_column) in points {
        let (height, width) = (to_row - row, to_column - column);
        let small = height.saturating_mul(width) <= WHOLE / 4;
        for at in row..=to_row {
            if small {
                widen(at, column.saturating_sub(AT_ANCHOR), to_column + AT_ANCHOR);
            } else {
                // The slope may be steep: the corridor must reach the next row.
                let middle = column + (at - row) * width / height.max(1);
                let step = width / height.max(1) + 1;
                widen(at, middle.saturating_sub(SLACK + step), middle + SLACK + step);
            }
        }
        for at in to_row.saturating_sub(AT_ANCHOR)..=(to_row + AT_ANCHOR).min(rows) {
            widen(at, to_column.saturating_sub(AT_ANCHOR), to_column + AT_ANCHOR);
        }
        (row, column) = (to_row, to_column);
    }
    for at in 1..=rows {
        corridor[at].end = corridor[at].end.max(corridor[at - 1].end);
    }
    for at in (0..rows).rev() {
        corridor[at].start = corridor[at].start.min(corridor[at + 1].start);
    }
    corridor[0].start = 0;
    corridor
}

/// Pairs of sentences that share rare things and no other sentence does as
/// much, with the weight of what they share.
fn anchors(ar: &Side, en: &Side, links: &Links) -> Vec<(usize, usize, f32)> {
    let mut votes: Vec<(u32, u32, f32)> = Vec::new();
    for (known, witness) in ar.types.iter().zip(&links.ar) {
        let renderings = witness
            .renderings
            .iter()
            .filter(|&&(en_type, _)| en.types[en_type as usize].sentences.len() <= RARE);
        if known.sentences.len() > RARE {
            continue;
        }
        for &(en_type, weight) in renderings {
            for &i in &known.sentences {
                for &j in &en.types[en_type as usize].sentences {
                    votes.push((i, j, witness.hit[0] * weight));
                }
            }
        }
    }
    votes.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for (i, j, vote) in votes {
        match pairs.last_mut() {
            Some(last) if (last.0, last.1) == (i as usize, j as usize) => last.2 += vote,
            _ => pairs.push((i as usize, j as usize, vote)),
        }
    }
    let mut best_of_row = vec![[0.0_f32; 2]; ar.lines.len()];
    let mut best_of_column = vec![[0.0_f32; 2]; en.lines.len()];
    for &(i, j, weight) in &pairs {
        for best in [&mut best_of_row[i], &mut best_of_column[j]] {
            if weight > best[0] {
                *best = [weight, best[0]];
            } else {
                best[1] = best[1].max(weight);
            }
        }
    }
    let clear = |best: [f32; 2], weight: f32| weight >= best[0] && weight >= 1.5 * best[1];
    pairs.retain(|&(i, j, weight)| {
        weight >= ANCHOR && clear(best_of_row[i], weight) && clear(best_of_column[j], weight)
    });
    pairs
}

/// The heaviest chain of anchors that ascends on both sides.
fn chain(anchors: &[(usize, usize, f32)]) -> Vec<(usize, usize)> {
    // A Fenwick tree over columns of the heaviest chain that ends there.
    let columns = anchors.iter().map(|anchor| anchor.1 + 2).max().unwrap_or(1);
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); columns + 1];
    let mut before = vec![usize::MAX; anchors.len()];
    let mut best = (0.0_f32, usize::MAX);
    for (at, &(_, column, weight)) in anchors.iter().enumerate() {
        let mut held = (0.0_f32, usize::MAX);
        let mut place = column;
        while place > 0 {
            if tree[place].0 > held.0 {
                held = tree[place];
            }
            place &= place - 1;
        }
        before[at] = held.1;
        let total = (held.0 + weight, at);
        let mut place = column + 1;
        while place < tree.len() {
            if total.0 > tree[place].0 {
                tree[place] = total;
            }
            place += place & place.wrapping_neg();
        }
        if total.0 > best.0 {
            best = total;
        }
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        chain.push((anchors[at].0, anchors[at].1));
        at = before[at];
    }
    chain.reverse();
    chain
}
