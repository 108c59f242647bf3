//! Two words that only ever stand side by side, and their renderings side by
//! side too, look the same to an aligner either way round. Where the words
//! also stand apart, that says which renders which: العقود الذكية is smart
//! contracts, because العقد alone is the contract.

use std::collections::BTreeMap;

use super::{Link, UnitPair};
use crate::maps::Map;

/// From this posterior on a link takes part.
const LINKED: f32 = 0.4;
/// What the places elsewhere must speak for the other order: links, and how
/// many times those for this order.
const LINKS: f64 = 2.0;
const TIMES: f64 = 1.5;
/// Steps of a summed posterior, so that order never matters.
const SCALE: f64 = 65536.0;

/// Two English units in a row and two Arabic ones.
type Square = [u32; 4];

/// Turns links round where the rest of the corpus says so.
pub(super) fn straighten(links: &mut [Vec<Link>], pairs: &[(UnitPair, f32)]) {
    let mut counts: Map<(u32, u32), u64> = Map::default();
    let mut squares: Map<Square, [u64; 2]> = Map::default();
    for ((pair, _), links) in pairs.iter().zip(links.iter()) {
        for link in links {
            let units = (pair.en[link.en as usize], pair.ar[link.ar as usize]);
            *counts.entry(units).or_default() += steps(link.posterior);
        }
        for (at, _) in straight(links) {
            squares.entry(square(pair, links[at])).or_default();
        }
    }
    // What the squares themselves have, either way round.
    for ((pair, _), links) in pairs.iter().zip(links.iter()) {
        let posteriors: BTreeMap<(u32, u32), f32> =
            links.iter().map(|link| ((link.en, link.ar), link.posterior)).collect();
        let of = |en: u32, ar: u32| posteriors.get(&(en, ar)).copied().unwrap_or_default();
        let mut seen: Vec<(u32, u32)> = links
            .iter()
            .flat_map(|link| [(link.en, link.ar), (link.en.saturating_sub(1), link.ar)])
            .filter(|&(en, ar)| en as usize + 1 < pair.en.len() && ar as usize + 1 < pair.ar.len())
            .collect();
        seen.sort_unstable();
        seen.dedup();
        for (en, ar) in seen {
            let link = Link { en, ar, posterior: 0.0 };
            if let Some([kept, turned]) = squares.get_mut(&square(pair, link)) {
                *kept += steps(of(en, ar)) + steps(of(en + 1, ar + 1));
                *turned += steps(of(en + 1, ar)) + steps(of(en, ar + 1));
            }
        }
    }
    let elsewhere = |[first, second, one, other]: &Square, [kept, turned]: [u64; 2]| {
        let count = |en: u32, ar: u32| counts.get(&(en, ar)).copied().unwrap_or_default();
        let kept = (count(*first, *one) + count(*second, *other)).saturating_sub(kept);
        let turned = (count(*second, *one) + count(*first, *other)).saturating_sub(turned);
        (kept as f64 / SCALE, turned as f64 / SCALE)
    };
    squares.retain(|square, masses| {
        let (kept, turned) = elsewhere(square, *masses);
        turned >= LINKS && turned > TIMES * kept
    });
    for ((pair, _), links) in pairs.iter().zip(links.iter_mut()) {
        let wrong: Vec<(u32, u32)> = straight(links)
            .filter(|&(at, _)| squares.contains_key(&square(pair, links[at])))
            .map(|(at, _)| (links[at].en, links[at].ar))
            .collect();
        for &(en, ar) in &wrong {
            for link in links.iter_mut().filter(|link| link.ar == ar || link.ar == ar + 1) {
                if link.en == en || link.en == en + 1 {
                    link.en = 2 * en + 1 - link.en;
                }
            }
        }
        if !wrong.is_empty() {
            links.sort_by_key(|link| (link.en, link.ar));
        }
    }
}

fn steps(posterior: f32) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability")]
    let steps = (f64::from(posterior) * SCALE) as u64;
    steps
}

fn square(pair: &UnitPair, at: Link) -> Square {
    let (en, ar) = (at.en as usize, at.ar as usize);
    [pair.en[en], pair.en[en + 1], pair.ar[ar], pair.ar[ar + 1]]
}

/// Links whose next word renders the next word, with that link.
fn straight(links: &[Link]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let sure = |link: &Link| link.posterior >= LINKED;
    links.iter().enumerate().filter(move |(_, link)| sure(link)).filter_map(move |(at, link)| {
        let next = links[at..]
            .iter()
            .position(|other| sure(other) && other.en == link.en + 1 && other.ar == link.ar + 1);
        next.map(|by| (at, at + by))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(en: u32, ar: u32) -> Link {
        Link { en, ar, posterior: 1.0 }
    }

    #[test]
    fn words_that_stand_apart_say_which_renders_which() {
        // 1 2 beside 12 11, linked the wrong way round; 2 alone is 12.
        let pairs = [(vec![1, 2], vec![12, 11]), (vec![5, 2], vec![12, 15]), (vec![6, 2], vec![16, 12])];
        let pairs = pairs.map(|(en, ar)| (UnitPair { en, ar }, 1.0));
        let mut links =
            vec![vec![link(0, 0), link(1, 1)], vec![link(0, 1), link(1, 0)], vec![link(0, 0), link(1, 1)]];
        let mut more = links.clone();
        straighten(&mut links, &pairs);
        assert_eq!(links[0], [link(0, 1), link(1, 0)]);
        assert_eq!(links[2], [link(0, 0), link(1, 1)]);
        // One place elsewhere is not enough.
        more.pop();
        let before = more.clone();
        straighten(&mut more, &pairs[..2]);
        assert_eq!(more, before);
    }
}
