//! What the ranker knows of a choice: the features of a span and of "no gloss".

use crate::score::features;

features! {
    // What the words say of the English.
    /// Log P(Arabic words | English words), of what dictionaries have.
    Length "length",
    /// Words of the span.
    Words "words",
    /// Share of the English words that the span renders.
    Covered "covered",
    /// It renders every English word to some degree.
    CoveredAll "covered-all",
    /// It renders none.
    CoveredNone "covered-none",
    /// It sounds like the English.
    Sounds "sounds",
    /// As a whole it spells all of the English.
    SoundsWhole "sounds-whole",
    /// It is an approved or listed rendering of the English.
    KnownPair "known-pair",
    /// It is an inflected form of one.
    KnownInflected "known-inflected",
    /// Words the lexicon knows, but not for this English, where others render it.
    IdleKnown "idle-known",
    /// Words the lexicon does not know, where others render it.
    IdleUnknown "idle-unknown",
    /// The first word renders nothing where others do.
    IdleFirst "idle-first",
    /// The first word renders nothing, and the others render all.
    IdleFirstAll "idle-first-all",
    /// The last word renders nothing, and the others render all.
    IdleLastAll "idle-last-all",
    /// Words of content past the English words that are rendered.
    Surplus "surplus",
    /// English words that the lexicon knows and nothing renders.
    Deficit "deficit",
    /// English words that the word before the span would add.
    Outside "outside",
    /// English words that the second word before it would add.
    OutsideFar "outside-far",
    /// The same of an acronym that nothing expands: as many words as letters.
    AcronymEqual "acronym-equal",
    /// Words more or fewer than its letters.
    AcronymDiffers "acronym-differs",
    /// Share of its letters that words of the span begin with in English.
    Letters "letters",
    /// All of its letters.
    LettersAll "letters-all",
    /// None of them.
    LettersNone "letters-none",
    /// Known words that stand for none of its letters, where others do.
    LettersIdle "letters-idle",
    /// The first word stands for none of its letters, where others do.
    LettersIdleFirst "letters-idle-first",
    /// Letters that the word before the span would add.
    LettersOutside "letters-outside",
    /// The acronym is read as a word of its own.
    AcronymWhole "acronym-whole",
    /// The English is read as an expansion that the article or a table gives.
    Expanded "expanded",
    /// Latin words inside that the English has too.
    LatinShared "latin-shared",
    /// Latin words and numbers inside that it lacks.
    LatinForeign "latin-foreign",
    /// Both the English and the first word are plural.
    PluralBoth "plural-both",
    /// The first word is plural and the English is not.
    PluralArabic "plural-arabic",
    // What the span is by itself.
    /// It is an Arabic term of the base glossary.
    Term "term",
    /// It is one together with the word before it.
    TermBefore "term-before",
    /// It begins with a function word.
    StopFirst "stop-first",
    /// It begins with a word shaped like a verb.
    VerbFirst "verb-first",
    /// It begins with a noun that carries no meaning, such as إضافة or منع.
    LightFirst "light-first",
    /// Function words inside.
    StopInside "stop-inside",
    /// Words with a conjunction inside: coordinated terms.
    ConjunctionInside "conjunction-inside",
    /// The same where the English has "and" or "or" too.
    ConjunctionBoth "conjunction-both",
    /// Words with a preposition inside.
    PrepositionInside "preposition-inside",
    /// Verb-shaped words inside.
    VerbInside "verb-inside",
    /// A definite word followed by a bare one.
    DefiniteBare "definite-bare",
    /// Two words, both bare.
    BareBare "bare-bare",
    /// Two words, a bare one that governs a definite one.
    BareDefinite "bare-definite",
    /// Two words, both definite.
    DefiniteDefinite "definite-definite",
    /// The first word carries the accusative ending.
    TanweenFirst "tanween-first",
    /// The weakest bond between two neighbours inside, from the article's counts.
    Cohesion "cohesion",
    /// How often the article has these words in a row elsewhere, log.
    Repeated "repeated",
    /// An English adverb and Arabic of the shape بشكل.
    AdverbBoth "adverb-both",
    // Where it begins.
    /// A conjunction is written onto its first word.
    ConjunctionFirst "conjunction-first",
    /// A preposition is written onto its first word.
    PrepositionFirst "preposition-first",
    /// A function word stands before it.
    AfterStop "after-stop",
    /// A verb-shaped word or a word that introduces terms stands before it.
    AfterVerb "after-verb",
    /// A noun that carries no meaning stands before it.
    AfterLight "after-light",
    /// The block, a clause or punctuation begins it.
    AfterEdge "after-edge",
    /// A Latin word or number stands before it.
    AfterLatin "after-latin",
    /// An accusative noun stands before it.
    AfterTanween "after-tanween",
    /// A definite word is cut from the definite word before it.
    CutDefinite "cut-definite",
    /// A definite word is cut from the bare noun that governs it.
    CutIdafa "cut-idafa",
    /// A bare word is cut from a bare word.
    CutBare "cut-bare",
    /// A bare word after a definite one: a new phrase.
    CutPhrase "cut-phrase",
    /// An adjective in -ي is cut from the noun before it.
    CutAdjective "cut-adjective",
    /// How firmly the first word is bound to the word before it, from counts.
    BoundBefore "bound-before",
    /// Emphasis or a link begins where it begins.
    MarkEdge "mark-edge",
    /// It runs across the beginning of emphasis or a link.
    MarkCrossed "mark-crossed",
    /// Nothing else was possible: quotes or a cell give the span.
    Given "given",
    // No gloss.
    /// No gloss.
    None "none",
    /// No gloss, of a quote.
    NoneQuote "none:quote",
    /// No gloss, of what a cue introduces.
    NoneCue "none:cue",
    /// No gloss, of a line with a dash.
    NoneDash "none:dash",
    /// No gloss, of Arabic in brackets after English.
    NoneReverse "none:reverse",
    /// No gloss, of both in one bracket.
    NoneInside "none:inside",
    /// The words «بالإنجليزية» or the like introduce the English.
    NoneCued "none:cued",
    /// The English is an acronym that no table and no article expands.
    NoneAcronym "none:acronym",
    /// The English is an acronym with an expansion.
    NoneExpanded "none:expanded",
    /// The English is one word in small letters.
    NoneLower "none:lower",
    /// The English is one word with a capital.
    NoneCapital "none:capital",
    /// The English is a company or product.
    NoneName "none:name",
    /// The English has digits.
    NoneDigits "none:digits",
    /// The English is written as code, in part capitals or with signs.
    NoneCode "none:code",
    /// The English has one hump: `BankAccount`, `JavaScript`.
    NoneHump "none:hump",
    /// The English has more: `NumberOfLines`.
    NoneHumps "none:humps",
    /// The English is a code of two capitals, as of a country.
    NoneTwoLetters "none:two-letters",
    /// The English is emphasised inside the bracket.
    NoneMarked "none:marked",
    /// The English begins with a word that begins references.
    NoneListed "none:listed",
    /// English words past three.
    NoneLong "none:long",
    /// The bracket names the English twice.
    NoneAlias "none:alias",
    /// The best share of the English that any span renders.
    NoneCovered "none:covered",
    /// The lexicon knows all of the English, and no span renders any of it.
    NoneGap "none:gap",
    /// Some span is an approved rendering.
    NoneKnown "none:known",
    /// Some span sounds like the English.
    NoneSounds "none:sounds",
    /// The best share of an acronym's letters that any span begins with.
    NoneLetters "none:letters",
    /// The last word before the bracket renders something of the English.
    NoneLastRenders "none:last-renders",
    /// The last word is unknown to the lexicon.
    NoneLastUnknown "none:last-unknown",
    /// The last word is a name of the base glossary or a noun of no meaning.
    NoneLastLight "none:last-light",
    /// The last word introduces terms.
    NoneLastOpener "none:last-opener",
    /// The last word before the bracket is Latin.
    NoneLastLatin "none:last-latin",
    /// The last word is an adverb in ـًا.
    NoneAdverb "none:adverb",
    /// The last word is shaped like a verb.
    NoneLastVerb "none:last-verb",
    /// The English is part of a link.
    NoneLink "none:link",
    /// The block is a heading.
    NoneHeading "none:heading",
    /// The block is a list item or a table cell.
    NoneItem "none:item",
    /// The block ends with the bracket.
    NoneBlockEnd "none:block-end",
    /// The article has the English outside this bracket too.
    NoneElsewhere "none:elsewhere",
    /// How the other brackets of the article fare: log odds that their English
    /// is rendered before them.
    NoneHabit "none:habit",
    /// Only one Arabic word stands before the bracket.
    NoneShort "none:short",
}

/// The values of all features of a choice, in order.
pub(super) type Vector = [f64; NAMES.len()];

/// Sets one feature.
pub(super) fn set(vector: &mut Vector, feature: Feature, value: f64) {
    vector[feature as usize] = value;
}

/// `name=value` of the features that are not zero.
pub(super) fn show(vector: &Vector) -> Vec<String> {
    let present = NAMES.iter().zip(vector).filter(|(_, value)| **value != 0.0);
    present.map(|(name, value)| format!("{name}={value:.3}")).collect()
}
