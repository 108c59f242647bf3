//! What is known of a pair, by name.

use crate::score::features;

features! {
    /// Always 1.
    Bias "bias",
    // The evidence; none of it ever speaks against a pair.
    /// Some gloss pairs the two.
    Gloss "gloss",
    /// Its best probability.
    GlossBest "gloss-best",
    /// Log odds of the best, from .5 on.
    GlossOdds "gloss-odds",
    /// The best probability that the bracket glosses something at all.
    GlossGlosses "gloss-glosses",
    /// The best lead over the next reading.
    GlossMargin "gloss-margin",
    /// Log of the sources that gloss it, each a little more than one where
    /// several of its articles do.
    GlossSources "gloss-sources",
    /// Words aligned in parallel text pair the two.
    Bitext "bitext",
    BitextBest "bitext-best",
    BitextOdds "bitext-odds",
    BitextSources "bitext-sources",
    /// The same spelled by sound.
    Transliteration "transliteration",
    TransliterationBest "transliteration-best",
    TransliterationSources "transliteration-sources",
    /// A link names the thing.
    Link "link",
    LinkBest "link-best",
    LinkSources "link-sources",
    /// Kinds of evidence past the first.
    Kinds "kinds",
    /// The same over all kinds.
    Sources "sources",
    // Rivals.
    /// Share of the English that has this Arabic, and its log.
    Share "share",
    LogShare "log-share",
    /// Share of the Arabic that has this English, and its log.
    Reverse "reverse",
    LogReverse "log-reverse",
    // The two together.
    /// The Arabic sounds like the English.
    Sounds "sounds",
    /// Log P(Arabic words | English words), of what dictionaries have.
    Length "length",
    /// Words that one side has more.
    Longer "longer",
    Shorter "shorter",
    /// Share of the English words that some Arabic word renders.
    Covered "covered",
    CoveredAll "covered-all",
    /// The lexicon knows English words that nothing renders: their share.
    Gap "gap",
    /// The last English word is rendered.
    CoveredHead "covered-head",
    /// Share of Arabic words that the lexicon knows and that render nothing.
    Idle "idle",
    /// The first, the last of them.
    IdleFirst "idle-first",
    IdleLast "idle-last",
    /// Share of Arabic words that are known to render other English.
    RendersOther "renders-other",
    /// Share of the Arabic words that the lexicon does not know.
    Unseen "unseen",
    /// The acronym's expansion is rendered: the share of its words.
    Expanded "expanded",
    /// Share of an acronym's letters that Arabic words begin with in English.
    Letters "letters",
    /// An acronym with one Arabic word.
    AcronymOneWord "acronym-one-word",
    /// Words more or fewer than an acronym's letters.
    AcronymDiffers "acronym-differs",
    /// A table of acronyms has the pair.
    AcronymKnown "acronym-known",
    /// One side negates and the other does not.
    LostNegation "lost-negation",
    /// Arabic that holds a Latin word the English lacks.
    Foreign "foreign",
    /// Every word of the English may be the name of a person, a place or a
    /// language, and one is known to be.
    Named "named",
    /// The Arabic is the English in Latin script.
    Latin "latin",
    /// Latin words beside Arabic ones.
    Mixed "mixed",
    /// A plural stands beside a singular.
    PluralArabic "plural-arabic",
    // The English.
    EnTwo "en-two",
    EnThree "en-three",
    EnMore "en-more",
    /// An acronym.
    Acronym "acronym",
    /// Written with a capital.
    Capital "capital",
    /// Several words with capitals.
    Capitals "capitals",
    /// Humps and signs, as in code.
    Code "code",
    /// It holds digits.
    Digits "digits",
    /// One word that everybody uses.
    Common "common",
    /// A word of the list of words that are no terms.
    Ordinary "ordinary",
    /// Its first word is on that list.
    OrdinaryFirst "ordinary-first",
    /// Share of words that everybody uses, of several.
    CommonShare "common-share",
    /// Share of words that no dictionary has.
    Unknown "unknown",
    /// Mean log of the approved terms that have its words.
    Technical "technical",
    /// The same of its last word.
    TechnicalHead "technical-head",
    /// No approved term has a word of it.
    Untechnical "untechnical",
    /// It is a listed English term.
    Listed "listed",
    /// Of several words: the share that a listed term at the end has.
    ListedTail "listed-tail",
    /// Mean log of the listed terms that have its words.
    ListedWords "listed-words",
    /// Log of the listed terms that end in its last word.
    ListedHead "listed-head",
    /// The Arabic is listed for the English, or is but for its endings.
    ListedPair "listed-pair",
    /// Arabic is listed for the English, but not this.
    ListedOther "listed-other",
    /// The most words that it shares with what is listed: Dice coefficient.
    ListedShared "listed-shared",
    /// It is part of what is listed, or has that as a part.
    ListedCut "listed-cut",
    ListedLonger "listed-longer",
    /// It is an approved term with other Arabic.
    KnownEnglish "known-english",
    /// Part of it is one.
    KnownPart "known-part",
    /// The Arabic is an approved term for other English.
    KnownArabic "known-arabic",
    /// It is the name of a company or product.
    KnownName "known-name",
    /// One word, by itself a verb, an adjective, another word than a noun.
    Verb "verb",
    Adjective "adjective",
    Adverb "adverb",
    PastForm "past-form",
    IngForm "ing-form",
    /// Several words, of which the first is a form of a verb.
    IngFirst "ing-first",
    PastFirst "past-first",
    VerbFirst "verb-first",
    /// Several words, the first an adjective that everybody uses.
    CommonAdjective "common-adjective",
    /// Several words, the last no noun.
    NoNounLast "no-noun-last",
    /// Several words with a word of grammar among them.
    Grammar "grammar",
    /// A word that makes it a clause.
    Clause "clause",
    /// It begins with a word that begins no gloss.
    NotGloss "not-gloss",
    /// One word that describes things and names none.
    Plain "plain",
    /// Several words, the first such a word, or one after it.
    PlainFirst "plain-first",
    PlainInside "plain-inside",
    /// Several words, the last the role of something in a text.
    PlainHead "plain-head",
    /// One such word.
    PlainNoun "plain-noun",
    /// The name of people, a place or a language.
    Person "person",
    /// An everyday word in capitals: the label of a box.
    Label "label",
    // The Arabic.
    ArTwo "ar-two",
    ArThree "ar-three",
    ArMore "ar-more",
    LightFirst "light-first",
    OpenerFirst "opener-first",
    FunctionFirst "function-first",
    FunctionInside "function-inside",
    IncompleteLast "incomplete-last",
    /// It ends in a word that only describes, and the English says no such thing.
    PlainLast "plain-last",
    /// It is such a word.
    PlainArabic "plain-arabic",
    /// One word that ends as adjectives do, for English that is none.
    AdjectiveArabic "adjective-arabic",
    /// Several words, the first with an article and a later one without.
    DefiniteBare "definite-bare",
    /// It holds the accusative ending.
    Tanween "tanween",
    // Where it stands.
    /// Share of places where both the word before and the form have the article.
    AfterDefinite "after-definite",
    /// Share where form and next word have the article.
    BeforeDefinite "before-definite",
    /// Share where a bare form stands before a definite word.
    Governs "governs",
    /// Share where a bare word stands before a bare form.
    AfterBare "after-bare",
    /// Share where nothing else stands in the block.
    Alone "alone",
    /// Share of the commonest word before it, where there are two places or more.
    SameBefore "same-before",
    SameAfter "same-after",
    /// The same of the English.
    EnSameBefore "en-same-before",
    EnSameAfter "en-same-after",
    /// Share of places where a word with a capital stands beside a capital.
    BesideName "beside-name",
    /// Share of places where the English stands alone.
    EnAlone "en-alone",
}

/// The values of all features of a pair, in order.
pub(super) type Vector = [f64; NAMES.len()];

/// What a feature tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// What every pair begins with.
    Start,
    /// The evidence.
    Evidence,
    /// Other renderings of the English, other English of the Arabic.
    Rivals,
    /// The two sides beside each other.
    Together,
    /// The English by itself.
    English,
    /// The Arabic by itself.
    Arabic,
    /// The words around the two.
    Context,
}

impl Section {
    /// Every section, in the order of the features.
    pub(super) const ALL: [Self; 7] = [
        Self::Start,
        Self::Evidence,
        Self::Rivals,
        Self::Together,
        Self::English,
        Self::Arabic,
        Self::Context,
    ];

    /// The section of a feature.
    pub(super) fn of(place: usize) -> Self {
        let firsts = [
            (Feature::AfterDefinite, Self::Context),
            (Feature::ArTwo, Self::Arabic),
            (Feature::EnTwo, Self::English),
            (Feature::Sounds, Self::Together),
            (Feature::Share, Self::Rivals),
            (Feature::Gloss, Self::Evidence),
        ];
        let begun = firsts.iter().find(|(first, _)| place >= *first as usize);
        begun.map_or(Self::Start, |(_, section)| *section)
    }

    /// The name that `confidence_parts` uses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Evidence => "evidence",
            Self::Rivals => "rivals",
            Self::Together => "together",
            Self::English => "english",
            Self::Arabic => "arabic",
            Self::Context => "context",
        }
    }
}
