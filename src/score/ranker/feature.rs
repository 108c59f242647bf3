//! Features by name.

/// Declares the features of a ranker in order, each with the name that its
/// table under `glossary/tables/` and the evidence use for it.
macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident $name:literal,)*) => {
        /// What a ranker knows of a choice.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Feature { $($(#[$doc])* $feature,)* }

        /// The names of the features, in order.
        pub(super) const NAMES: &[&str] = &[$($name,)*];
    };
}

pub(crate) use features;
