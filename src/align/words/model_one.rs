//! One round of IBM Model 1, in both directions at once.

use rayon::prelude::*;

use super::UnitPair;
use super::cells::Cells;

/// Weight of the empty word among the words of a sentence.
const NULL_WEIGHT: f32 = 0.2;

pub(super) fn round(cells: &mut Cells, pairs: &[(UnitPair, f32)]) {
    {
        let cells = &*cells;
        pairs.par_iter().enumerate().with_min_len(64).for_each(|(at, (pair, weight))| {
            let list = cells.of(at);
            let width = pair.en.len();
            let [forward, backward] = &cells.directions;
            let mut columns = vec![0.0_f32; width];
            for (row, &ar) in list.chunks_exact(width.max(1)).zip(&pair.ar) {
                let null = NULL_WEIGHT * forward.null[ar as usize];
                let mut total = null;
                for (&cell, column) in row.iter().zip(&mut columns) {
                    total += forward.table[cell as usize];
                    *column += backward.table[cell as usize];
                }
                if total > 0.0 {
                    let scale = weight / total;
                    for &cell in row {
                        forward.count(cell, forward.table[cell as usize] * scale);
                    }
                    forward.count_null(ar, null * scale);
                }
            }
            for (column, &en) in columns.iter_mut().zip(&pair.en) {
                let null = NULL_WEIGHT * backward.null[en as usize];
                let total = *column + null;
                *column = if total > 0.0 { weight / total } else { 0.0 };
                backward.count_null(en, null * *column);
            }
            for row in list.chunks_exact(width.max(1)) {
                for (&cell, scale) in row.iter().zip(&columns) {
                    backward.count(cell, backward.table[cell as usize] * scale);
                }
            }
        });
    }
    cells.maximise();
}
