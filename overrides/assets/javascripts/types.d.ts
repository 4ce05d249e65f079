// The shapes of what the scripts of the pages share, checked by `make lint`; no page loads this file.
//
// Classic scripts share two objects. `cote` has what every page needs and what reads references (citing/);
// `coteSearch` has the search. Each script adds its part, and may use what scripts before it in the page have added
// (overrides/main.html, partials/scripts.html, recherche.html).

declare var cote: Cote.Shared;
declare var coteSearch: Search.Shared;
/** Called by each file of the search index: it hands its content over (search/loader.js, build_scripts/search/bundle.py). */
declare var coteSearchData: (name: string, value: unknown) => void;

// --- the browser

// The pages have HTML elements only, no SVG or MathML, so that what a selector finds has `dataset`, `hidden`, `focus` …
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}

interface Uint8ArrayConstructor {
  /** Not yet in every browser that the pages support. */
  fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
}

/** A stretch of a text: where it begins, and where it ends. */
type Stretch = [start: number, end: number];

/** As far as citing/full.js uses it (https://citeproc-js.readthedocs.io/). */
declare namespace CSL {
  /** `circa`: the day isn't sure. */
  type Issued = { 'date-parts': number[][]; circa?: boolean };
  type Item = { id: string; issued?: Issued } & Record<string, unknown>;
  interface System {
    retrieveLocale(code: string): string;
    retrieveItem(id: string): Item;
  }
  interface Cluster {
    citationItems: { id: string; label?: string; locator?: string }[];
    properties: { noteIndex: number };
  }
  class Engine {
    constructor(system: System, style: string, language: string);
    /** `xclass`: `note` or `in-text`. */
    opt: { xclass: string };
    setOutputFormat(format: 'html'): void;
    updateItems(ids: string[]): void;
    makeBibliography(): [parameters: object, entries: string[]];
    previewCitationCluster(cited: Cluster, before: [], after: [], format: 'html'): string;
  }
}

interface Window {
  CSL: typeof CSL;
}

declare namespace Cote {
  /** A document, as its page has it (version-text.js). */
  interface VersionText {
    html: string;
    lang: string;
    /** Direction of the writing, `ltr` or `rtl`. */
    dir: string;
    title: string;
    /** Empty where the document has none. */
    symbol: string;
    /** Of the document in all its languages, this one included. */
    versions: { address: string; words: string; lang: string }[];
    /** What its passages said before, the newest first. */
    corrections: { anchor: string; day: string; words: string }[];
    /** Documents that it became or came from, before and after it in its series; `of`: the part that did. */
    related: { address: string; words: string; of: string }[];
  }

  /** A text that an address means (desk/side-texts.js). */
  interface SideSpec {
    path: string;
    /** `source`, or the day before which the text was so; empty for the text as it is. */
    state: string;
    first: string;
    last: string;
  }

  interface SidePassage {
    anchor: string;
    /** The anchor inside its part. */
    number: string;
    element: HTMLElement;
  }

  /** A text beside another. */
  interface Side extends VersionText, SideSpec {
    address: string;
    /** Of the language, in itself. */
    name: string;
    /** The title of the part or section; empty for others. */
    place: string;
    isPart: boolean;
    repaired: boolean;
    /** All of the document. */
    parts: { anchor: string; words: string }[];
    passages: SidePassage[];
  }

  /** Passages beside each other; `kind`: `same`, `changed`, `moved`, or the one that alone has it, `first`, `second`. */
  interface Row {
    own: SidePassage | undefined;
    other: SidePassage | undefined;
    words: string[];
    kind: string;
    id: string;
    elsewhere?: Row;
  }

  /** What compares words: stretches are places of a text. */
  interface Align {
    /** Pairs of places in both lists, in order; null where one has none. `how`: `words`, or `numbers` alone. */
    passages(first: Passage[], second: Passage[], how: string): [number | null, number | null][];
    /** What each has that the other hasn't. */
    words(first: string, second: string): [Stretch[], Stretch[]];
    same(first: string, second: string): boolean;
    tokens(text: string): Token[];
  }

  interface Passage {
    number: string;
    text: string;
  }

  interface Token {
    word: string;
    start: number;
    end: number;
  }

  interface Marks {
    wordsIn(passage: Element): string;
    mark(passage: Element, stretches: Stretch[], name: 'del' | 'ins', said: [before: () => string, after: () => string], saying: Sides['saying']): void;
  }

  interface Sides {
    parse(written: string): SideSpec | null;
    written(spec: SideSpec): string;
    pathOf(address: string): string;
    load(spec: SideSpec): Promise<Side>;
    /** Have an element say something, in whichever language the reader chooses. */
    saying<E extends HTMLElement>(element: E, words: () => string): E;
    named(text: Side): string;
    chooses(specs: (SideSpec | null)[]): void;
  }

  interface Shared {
    // written by the build (build_scripts/export/knowledge.py)
    knowledge: Knowledge;

    // version-text.js
    /** The text of a document, out of its page, which is at `address`. Raises TypeError where the page has none. */
    versionText(page: Document, address: string): VersionText;

    // desk/, the page with two texts beside each other
    align: Align;
    marks: Marks;
    sides: Sides;

    // text.js
    /** A sentence of the interface, by its key. */
    text(key: string, values?: Record<string, string | number>): string;
    /** The same in pieces, with nodes among them. */
    pieces(key: string, values?: Values): Content[];
    /** A number as readers write it. */
    number(number: number): string;
    ordinal(number: string): string;

    /** The form that a number asks for. */
    category(number: number): Intl.LDMLPluralRule;

    // day.js
    /** A date as readers write it, of « 2020-07-01 ». */
    day(written: string): string;

    // language.js, speak.js
    /** Once the page speaks the language that the reader has chosen. */
    turned: Promise<unknown>;
    /** What lists and pages of cited documents say in one language, in another; `titles`: what cited documents are, alone. */
    listed(from: Spoken, to: Spoken): Listed;
    /** Offer the languages in their panel; `own` and `direction` are those of the page. */
    speaks?(panel: HTMLDetailsElement, own: string, direction: string): void;
    /** Have the page speak a language; not done where its words don't load. */
    turn?(code: string): Promise<void>;
    /** The languages of the interface (tongues.js). */
    tongues: [code: string, name: string, direction: string][];
    /** What pages say, by language (written by the build, words/<code>.js). */
    spoken: Record<string, Spoken>;

    // lead-on.js
    /** Open another page in place of this one, and say whether; if not, the page must offer it as a link. */
    leadTo(target: string | URL): boolean;
    /** Open another page because the reader asks for it. */
    follow(target: string): void;
    /** Act once the page has loaded. */
    onceLoaded(act: () => void): void;
    /** Have the address name a block of this page. */
    showBlock(anchor: string): void;

    // site.js
    /** What the reader chose earlier on this device; null where nothing was chosen or storage is refused. */
    recall(name: string): string | null;
    /** Whether the page is of a copy of the archive, or of its folder. */
    isCopy(): boolean;
    /** Whether the reader has passages in the dossier (desk/store.js). */
    hasDossier(): boolean;
    /** A new element with its properties and what is in it. */
    element<K extends keyof HTMLElementTagNameMap>(
      name: K, properties?: Partial<HTMLElementTagNameMap[K]>, ...content: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    remember(name: string, value: string): void;
    /** Codes of the languages that the reader reads, the most likely first; `own` come after those that were chosen. */
    readersLanguages(...own: string[]): string[];
    /** Run a script, by its address. */
    run(address: string): Promise<unknown>;
    /** Say a few words, to the eye and to a screen reader. */
    say(words: string): void;
    /** Put text on the clipboard and say `done`; false where that is impossible. */
    copy(text: string, done: string): Promise<boolean>;
    /** Whether an anchor has a number that versions of a document have in common: it is no `txt-3`. */
    isCounted(anchor: string): boolean;
    /** Change the page without moving what the reader is looking at. */
    keepPlace(change: () => void): void;
    /** Put a small panel under a place of the page. */
    putUnder(panel: HTMLElement, box: DOMRect): void;
    /** The block that the address names, or of a range both ends; null where it names none. */
    named(words?: FragmentWords): NamedBlocks | null;

    // citing/place.js
    /** The number or sign of a block that can be cited. */
    signOf(block: Element): HTMLElement | null;
    /** The blocks of a report that can be cited, in its order. */
    citable(report: Element): HTMLElement[];

    // place-kept.js
    /** Move the page, once it has loaded, so that a block has a distance from the top of the window. */
    bring(block: Element, top: number): void;
    /** The block that is read, in the middle of the window; none at the top of the page. */
    blockRead(): HTMLElement | undefined;

    // actions.js
    /** What the entries of a block's menu do, by name. */
    actions: Record<string, Action>;
    /** The published address of a block. */
    permalink(anchor: string): string;
    /** A block's own words: without controls, note calls and notes. */
    wordsOf(block: Element): string;

    // citing/anchor.js, address.js
    scan: Scan;
    /** On pages that read places or references. */
    anchors: Anchors;
    addresses: Addresses;

    // citing/reference.js
    /** Where a block is; null where it cannot be cited. */
    placeOf(block: Element | null): CitablePlace | null;
    /** « E/CN.15/2020/8, par. 12 à 15 ». */
    citation(first: Element, last?: Element): string;
    /** The published address of a block, or of a range. */
    addressOf(first: Element, last: Element): string;
    /** What references of a place of this page are made from. */
    fullPlace(first: HTMLElement, last: HTMLElement): FullPlace;
    /** What of a range is in a block. */
    within(range: Range, block: Element): Range;
    /** First and last block that the reader means with a place of the menu. */
    meant(place: MenuPlace): [HTMLElement, HTMLElement];

    // citing/style.js
    /** In which style references are copied: `short`, `un`, or a style of CSL by its file. */
    citationStyle(): string;
    /** What readers see of it; empty for `short`. */
    citationStyleName(): string;
    chooseCitationStyle(name: string, shown: string): void;
    /** The choice of a style, in a label; styles by their files and names. */
    styleChoice(styles: [file: string, name: string, ...unknown[]][]): HTMLElement;
    /** Loads citing/full.js, once. */
    fullReader(): Promise<unknown>;
    escaped(text: string): string;
    copyRich(html: string, text: string, done: string): Promise<boolean>;
    /** Copy the reference of a place in the chosen style; the short one where that doesn't load. */
    copyReference(place: FullPlace): Promise<boolean>;
    /** The reference of a place in the chosen style; the short one where that doesn't load. */
    chosenReference(place: FullPlace): Promise<CopiedReference>;
    copyChosen(reference: CopiedReference): Promise<boolean>;
    /** The words of a reference, a row a line. */
    plainReference(reference: CopiedReference): string;
    /** Copy lines of words, within `marks` (`« {} »`), with their reference in the chosen style. */
    copyQuotation(lines: string[], marks: string, place: FullPlace): Promise<boolean>;

    // citing/full.js
    recordAt(address: string): Promise<DocumentRecord>;
    /** A place of a document: its words in a short citation, empty of the document as a whole; and CSL's label with the
        number and the suffix, where CSL has one. */
    recordedPlace(record: DocumentRecord, anchor: string): { words: string; label: string; number: string; suffix: string };
    /** The reference of a place in a style, as it is copied. */
    referenceIn(style: string, place: FullPlace): Promise<CopiedReference>;
    /** A place as the UN writes it (`un`), and in every style by its file. */
    fullReferences(place: FullPlace): Promise<Record<string, FullReference[]>>;
    /** The same in a dialog, which is open once this is done or before. */
    showFullReferences(place: FullPlace): Promise<void>;
    // written by the build (build_scripts/export/full_reference.py, citation_styles.py)
    /** The document, as references need it. */
    record: DocumentRecord;
    /** Styles by their files and names, with the locale that one insists on; locales by language; what each is. */
    csl: { styles: [file: string, name: string, locale: string, marksDoubt: number][]; locales: Record<string, string>; texts: Record<string, string> };

    // desk/, which comes when it is used
    desk: Desk;

    // distance.js
    /** Letters that must change between two words (more, fewer, others, or two swapped); at most `limit` + 1. */
    distance(word: string, other: string, limit: number): number;

    // desk/quoting.js and those behind it
    checking: Checking.Shared;
    /** When words are quoted and are those of a passage (rules.js). */
    quoting: Checking.Rules;

    // citing/documents.js, offer.js
    documents: Documents;
    offer: Offer;
    /** Called by each part of the table of addresses (build_scripts/export/addresses.py). */
    received(name: string, value: AddressPart): void;
    /** Paths of feeds by facet and value (build_scripts/export/feeds.py). */
    feeds: Record<string, Record<string, string>>;
    /** What watch_tables.py writes hands its content over. */
    watched(path: string, table: Watched): void;

    // the reader of references, citing/
    reading: Reading;
    citations: Citations;

    // written by the build (build_scripts/export/archive_files.py)
    /** Plain spelling of each sign (signs.js). */
    signs: Record<string, string>;
    /** The letters that each ligature stands for (signs.js). */
    ligatures: Record<string, string>;
    /** Words that elide, by language: what is left of them, and the letters that begin the next word (signs.js). */
    elisions: { words: string[]; before: string }[];
    /** Letters that readers type for one another, each with the one that both are compared as (signs.js). */
    either: Record<string, string>;
    /** Signs that part Chinese characters (signs.js). */
    stops: string;
    /** The letters that are words written to the next (signs.js). */
    attached: string;
    /** How places are named (words.js). */
    words: Words;
    /** Bodies, their acts and symbols (bodies.js). */
    bodies: Bodies;
  }

  /** What a place of a sentence takes; a function makes it of the words that the place holds. */
  type Values = Record<string, string | number | Content | Content[] | ((words: string) => Content | Content[])>;

  /** What all scripts know (knowledge.js). */
  interface Knowledge {
    /** Of the interface. */
    language: string;
    /** Between thousands. */
    group: string;
    /** Ordinals in figures by category of Intl.PluralRules; `{}` stands for the number. */
    ordinals: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
    dates: { day: string; first: string; months: string[] };
    /** Of those that documents may be in. */
    languages: Record<string, string>;
    right_to_left: string[];
    /** Or its forms, by categories of numbers. */
    sentences: Record<string, string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string })>;
    places: PlaceWords;
    /** The names that anchors are made of (data/anchors.toml). */
    anchors: {
      units: string[];
      /** What references.toml calls each part. */
      parts: Record<string, string>;
      /** What numbers of inserted paragraphs end in: as anchors have it, « bis », then as other scripts write it, « бис ». */
      inserted: string[][];
      /** Pattern of a part, `res-1`. */
      scope: string;
    };
  }

  /** All that pages say in a language (build_scripts/export/script_knowledge.py). */
  interface Spoken extends Knowledge {
    direction: string;
    reviewed: boolean;
    /** Sentences of templates, and of controls inside a text. */
    pages: Knowledge['sentences'];
    /** Of types, organs, countries and themes, and what is said of cited documents: `types.report`, `said.resolution`. */
    names: Record<string, string>;
    /** Pages that somebody has written in the language. */
    written: string[];
  }

  interface Listed {
    say(text: string, titles?: boolean): string;
    /** What a node of a drawing says: the title of its document, and the whole. */
    node(text: string): { title: string; whole: string };
  }

  /** How places are called in the interface. */
  interface PlaceWords {
    /** By unit of anchors; `{}` stands for the number. */
    kinds: Record<string, string>;
    /** By part of anchors, and `adopted_res`, `adopted_dec`. */
    parts: Record<string, string>;
    /** Numbers of parts from 1; empty: roman numerals. */
    part_numbers: string[];
    join: string;
    item: string;
  }

  interface NamedBlocks {
    first: HTMLElement;
    last: HTMLElement | null;
  }

  /** The block whose menu is open. */
  interface MenuPlace {
    block: HTMLElement;
    anchor: string;
    permalink: string;
    words: string;
  }

  /** An entry of the menu: a thing to do (`run`) or a place to go (`href`). */
  interface Action {
    shown?(place: MenuPlace): boolean;
    run?(place: MenuPlace): unknown;
    href?(place: MenuPlace): string;
    /** What it does, in words, where that isn't always the same; empty for what the page says. */
    does?(): string;
  }

  /** Place of a block as citations name it (`data-scope`, `data-ref`). */
  interface CitablePlace {
    scope: string;
    kind: string;
    number: string;
  }

  /** What stands around a place and its address; of the document as a whole, around its address. */
  interface UnitedNationsForm {
    place: [before: string, between: string, after: string];
    whole: [before: string, after: string];
  }

  /** A place, as a full reference of it is made: the anchors of its ends, its words, its short citation, its address. */
  interface FullPlace {
    /** The anchors of its first and last block, and what it is called; all empty for the document as a whole. */
    first: string;
    last: string;
    words: string;
    citation: string;
    address: string;
    /** The address of the document's record (build_scripts/export/full_reference.py); empty where it has none. */
    record: string;
    /** On which it is consulted; without it, today. */
    day?: Day;
  }

  /** A reference as it is copied, in one row or, of a style with few words in the text, with the entry that they name. */
  interface CopiedReference {
    rows: { html: string; text: string }[];
    /** How it stands by words: `short` in brackets behind them; `in_text` as it is behind them; `below`. */
    form: 'short' | 'in_text' | 'below';
  }

  /** A document, as references need it. */
  interface DocumentRecord {
    item: CSL.Item & { language: string };
    /** Of places that are cited alike: the words before the number and behind it, CSL's label, and the suffix. */
    kinds: [before: string, after: string, label: string, suffix: string][];
    /** By their anchors; `recordedPlace` reads them. */
    places: Record<string, string | [number: string, kind: number, words?: string]>;
    un: UnitedNationsForm;
    ris: [tag: string, value: string][];
    /** What the document is cited by, and what parts it from a place. */
    short: { name: string; join: string };
  }

  type Day = [year: number, month: number, day: number];

  /** A reference in a style. */
  interface FullReference {
    /** `note`, `in_text` or `list`; empty where a style has one alone. */
    kind: string;
    /** With italics and raised letters, no other element. */
    html: string;
  }

  // --- the reader's desk

  /** A block of a document as the archive holds it. */
  interface PassageBlock {
    anchor: string;
    /** Exactly as the page shows them, without the number. */
    words: string;
    /** As printed before the words; empty where there is none. */
    number: string;
  }

  interface PassageDocument {
    /** With its language, `fr/A/76/463`. */
    path: string;
    language: string;
    /** Empty where the document has none. */
    symbol: string;
    title: string;
    /** The anchor of the first block of each piece of its text. */
    pieces: string[];
  }

  /** What the archive holds, out of the texts that search has (desk/passages.js). Promises fail where a file doesn't load. */
  interface Passages {
    /** What is held under a path, also one that the document had before; null where nothing is. */
    document(path: string): Promise<PassageDocument | null>;
    block(held: PassageDocument, anchor: string): Promise<PassageBlock | null>;
    /** The blocks from one to another, without notes among them; none where an anchor isn't there. */
    between(held: PassageDocument, first: string, last: string): Promise<PassageBlock[]>;
    all(held: PassageDocument): Promise<PassageBlock[]>;
    /** Whether an anchor is that of a note. */
    isNote(anchor: string): boolean;
    /** « A/76/463, par. 12 », in the language of the interface; of a whole document, whose `first` is empty, its name. */
    reference(held: Pick<PassageDocument, 'symbol' | 'title'>, first: string, last?: string): string;
    /** The address of its page, in this site or copy. */
    address(held: Pick<PassageDocument, 'path'>, first: string, last?: string): string;
  }

  interface Desk {
    // hash.js
    /** SHA-256 of a text in UTF-8. */
    digest(text: string): Uint8Array<ArrayBuffer>;
    sha256(text: string): string;
    /** In Unicode normalisation form C, white space single and none at either end. */
    normal(text: string): string;
    /** What the registry has of a block. */
    hashOf(block: Pick<PassageBlock, 'number' | 'words'>): string;
    // passages.js
    passages: Passages;
    // store.js
    store: Store;
    /** What a passage is known by: the same place with the same words has the same. */
    idOf(passage: Pick<Collected, 'path' | 'blocks' | 'part'>): string;
    /** A passage out of what may come from anywhere, with nothing in it that isn't one's; null where it is none. */
    passageOf(given: Partial<Omit<Collected, 'blocks'>> & { blocks?: (PassageBlock & { hash?: string })[] }): Collected | null;
    /** Tags as they are typed, or one by one: each once. */
    tagsOf(given: string | string[]): string[];
    /** The words that are collected of each block. */
    quoted(passage: Pick<Collected, 'blocks' | 'part'>): string[];
    // files.js
    deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
    /** Raises RangeError where it unpacks to more than `most` bytes, TypeError where it isn't packed so. */
    inflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>>;
    /** Have the browser save a file under a name. */
    handOver(content: Blob, name: string): void;
    // pack.js
    /** A link that restores passages, with their words as long as it isn't longer than `limit`; empty where it is without, too. */
    link(passages: Collected[], page: string, limit?: number): Promise<{ address: string; worded: boolean; limit: number }>;
    /** The passages of a link, by its fragment; null where that has none. Raises OtherVersion, RangeError, TypeError. */
    linked(fragment: string): Promise<Collected[] | null>;
    OtherVersion: new (version: unknown) => Error & { version: string };
    // zip.js
    /** A ZIP file of texts by their names. */
    zip(files: Record<string, string>, type: string): Promise<Blob>;
    // exports.js
    /** Its reference in the chosen style; the short one where the archive hasn't its document. */
    cited(passage: Collected): Promise<CopiedReference>;
    markdown(passages: Collected[]): Promise<string>;
    word(passages: Collected[]): Promise<Blob>;
    ris(passages: Collected[]): Promise<string>;
    // saved.js
    /** The file of passages; `page` is where it is opened again, `day` in ISO 8601. */
    saved(passages: Collected[], page: string, day: string): string;
    /** The passages of a file, and whether it isn't as it was saved. Raises OtherVersion, RangeError, TypeError. */
    opened(file: File): Promise<{ passages: Collected[]; altered: boolean }>;
    // check.js
    standing(passage: Collected): Promise<Standing>;
    // elsewhere.js
    /** Where else in the archive the same words stand; null where nowhere. */
    elsewhere(passage: Collected): Promise<{ held: PassageDocument; now: PassageBlock[] } | null>;
    /** Whether its words aren't those of its hashes. */
    isAltered(passage: Collected): boolean;
    /** The words of now, those of then and of now that differ marked. */
    difference(before: string, after: string): (Node | string)[];
    // happened.js
    /** What has happened to a passage, by the table of its document. */
    happened(passage: Collected, table: Watched): Happened[];
    /** The passages about which the reader hasn't been told all, each with what is new. */
    untold(all: [Collected, Happened[]][]): [Collected, Happened[]][];
    /** Keep that the reader has seen all of it. */
    tell(all: [Collected, Happened[]][]): void;
    // alerts.js
    /** Say what is new for the dossier, in a box that `put` puts into the page. */
    alert(put: (box: HTMLElement) => void): Promise<void>;
    // collect.js
    collect(first: HTMLElement, last: HTMLElement): Promise<void>;
    /** Offer what can be done with words that are selected; null takes the offer away. */
    offer(range: Range | null): void;
    /** Show the dossier beside the text. */
    beside(): void;
  }

  /** What has happened to the places of a document (build_scripts/export/watch_tables.py). */
  interface Watched {
    cited: [path: string, reference: string, places: [anchor: string, label: string, fragment: string, day: string][]][];
    /** The newest first. */
    corrected: [anchor: string, day: string, was: string][];
    /** Corrigenda, revisions, addenda. */
    revised: [path: string, reference: string, day: string][];
  }
  interface Happened {
    kind: 'cited' | 'document' | 'corrected' | 'revised';
    /** What nothing else that happened to the passage is called. */
    name: string;
    /** On record, in ISO 8601. */
    day: string;
    /** Where it is read. */
    path: string;
    anchor: string;
    reference: string;
    label: string;
  }
  /** What was collected of a document, with its words of then. */
  interface Collected {
    id: string;
    path: string;
    language: string;
    symbol: string;
    title: string;
    /** « A/76/463, par. 12 à 15 ». */
    reference: string;
    /** Published; empty where none is. */
    address: string;
    blocks: (PassageBlock & { /** As the registry has it. */ hash: string })[];
    /** Of words that were selected, where they begin in the first block and end in the last, in UTF-16 code units. */
    part?: Stretch;
    note: string;
    tags: string[];
    /** Place among the others. */
    order: number;
    /** When it was collected, in ISO 8601. */
    at: string;
    changed: number;
    /** When it was taken out. */
    gone?: number;
  }

  /** What has become of a passage in this site or copy. `absent`: no such document, or no such words in it any more. */
  interface Standing {
    state: 'same' | 'corrected' | 'moved' | 'absent' | 'unread';
    held?: PassageDocument;
    /** Its blocks, where they stand now. */
    now?: PassageBlock[];
    /** Though its blocks were corrected, the words that were selected weren't. */
    kept?: boolean;
  }

  interface Store {
    /** In order. */
    all(): Collected[];
    removed(): Collected[];
    get(id: string): Collected | null;
    put(passage: Collected): void;
    /** Change a passage; a note that was changed elsewhere since `before` stays beside the new one. */
    edit(id: string, before: { note?: string }, now: Partial<Pick<Collected, 'note' | 'tags'>>): void;
    /** Put passages to those that are there; those that were taken out stay out unless `revive`. */
    merge(passages: Collected[], how?: { revive?: boolean }): Merged;
    /** Put a passage at a place among the others. */
    move(id: string, place: number): void;
    remove(ids: string[]): void;
    restore(ids: string[]): void;
    forget(ids: string[]): void;
    /** How many passages the browser refused to keep. */
    unkept(): number;
    watch(act: () => void): void;
  }

  interface Merged {
    added: string[];
    known: string[];
    /** Those that were taken out before. */
    removed: Collected[];
  }

  // --- fragments and addresses

  /** Words of places, for fragments that are written as words. */
  interface FragmentWords {
    phraseAt?(string: string, position: number): Phrase | null;
    letters?: Record<string, string>;
  }

  /** An anchor, and the last one of a range; empty where there is none. */
  interface AnchorRange {
    anchor: string;
    last: string;
  }

  /** Reading a string from a place on, by patterns with the flag `y`. */
  interface Scan {
    /** What stands at a place. */
    at(pattern: RegExp, string: string, position: number): RegExpExecArray | null;
    end(match: RegExpExecArray): number;
    /** The place behind a pattern, which may match nothing. */
    after(pattern: RegExp, string: string, position: number): number;
    /** Of a numeral in small letters, as for its value. */
    isRoman(word: string): boolean;
    /** The value of a roman numeral. */
    roman(numeral: string): number;
  }

  interface Anchors {
    /** Without what stands before an anchor, and without a query or a text fragment behind it. */
    bare(fragment: string): string;
    /** Without percent signs, also where they were set twice. */
    decoded(fragment: string): string;
    /** The anchor that a fragment names as far as can be said without the page. */
    read(fragment: string, words?: FragmentWords): AnchorRange;
    /** The block that a fragment names among the page's ids; null where there is none, or more than one. */
    resolve(fragment: string, ids: Iterable<string>, words?: FragmentWords): { first: string; last: string } | null;
    /** Whether a string is an anchor as the archive writes them. */
    is(string: string): boolean;
  }

  interface Addresses {
    /** `symbol` and `anchor` where the last folder is that of a block, which symbols have none of but by chance (`whole`). */
    read(path: string): { language: string; whole: string; symbol: string; anchor: string };
    foldersOf(path: string): string[];
  }

  // --- documents

  /** A document that the archive holds. */
  interface HeldEntry {
    path: string;
    language: string;
    symbol: string;
    title: string;
    date: string;
  }

  /** A document that is only cited: from how many places, and the page of them. */
  interface CitedEntry {
    key: string;
    places: number;
    page: string;
  }

  type AddressRow = [path: string, language: string, symbol: string, title: string, date: string] | [key: string, places: number, page: string];
  /** A part of the table of addresses: rows by address; the first part has the names of the others. */
  type AddressPart = Record<string, AddressRow[]> | string[];

  interface Known {
    held: HeldEntry[];
    cited: CitedEntry | null;
  }

  interface Documents {
    /** What is known of a symbol or an address. */
    find(symbol: string): Promise<Known>;
    /** Documents held whose address differs by a letter or three, nearest first. */
    near(symbol: string): Promise<HeldEntry[]>;
    /** Documents without symbol whose title begins so. */
    byTitle(title: string): Promise<HeldEntry[]>;
    /** The path under which the document of a path is held now: another where it was given its symbol since. Empty where it isn't held. */
    current(path: string): Promise<string>;
    /** The address of a page of the archive, by its path. */
    page(path: string, fragment?: string): string;
    /** The path of a page by its address in the archive, `fr/A/76/463` for `fr/A/76/463/`, `fr/A/76/463.html`. */
    pathOf(address: string): string;
    /** The address of a document's file: `fr/A/76/463/A-76-463.reference.js`. */
    file(path: string, kind: string): string;
    /** Where a document officially is; empty where that is not known. */
    official(symbol: string): string;
    /** The folders of a symbol, as addresses have them. */
    addressOf(symbol: string): string;
    /** The archive's own address. */
    root: string;
  }

  type Content = Node | string;
  /** A document that a reference may mean, and what is known of it. */
  type Meaning = Known & { symbol: string };

  interface Offer {
    element(name: string, attributes?: Record<string, string>, ...content: Content[]): HTMLElement;
    link(href: string | URL, ...content: Content[]): HTMLElement;
    list(entries: HeldEntry[], fragment?: string): HTMLElement;
    absent(symbol: string, cited: CitedEntry | null): Promise<HTMLElement[]>;
    meanings(reference: Reference, meanings: Meaning[], chosen: (held: HeldEntry[]) => HeldEntry[]): HTMLElement;
    nearby(symbol: string): Promise<HTMLElement[]>;
    search(words: string): HTMLElement;
    unknown(reference: Reference): HTMLElement;
    /** The address of the place that a reference names in a document held. */
    target(entry: HeldEntry, reference: Reference): URL;
    fragmentOf(range: AnchorRange): string;
  }

  // --- reading references

  /** A text as it is read. */
  interface Spelled {
    /** What was pasted. */
    given: string;
    /** The same without accents, with one kind of sign and single spaces. */
    plain: string;
    /** The same in lower case, sign for sign. */
    folded: string;
    /** Where each of those signs stands in `given`, and where it ends. */
    from: number[];
  }

  /** A phrase of the data that stands in a text, and where it ends. */
  interface Phrase {
    kind: string;
    end: number;
  }

  /** What joins two items of a list. */
  interface Joint {
    end: number;
    comma: boolean;
    kind: 'and' | 'range';
  }

  /** `same`: « ibid. »; `unread`, of a head alone: what isn't understood, whose places no other head gets. */
  type ReferenceKind = 'symbol' | 'name' | 'address' | 'act' | 'number' | 'title' | 'same' | 'unread';

  /** A document, and a place in it, as words name them. */
  interface Reference {
    /** Where its words begin in the text. */
    start: number;
    end: number;
    words: string;
    /** Where the words of the document stand, and those of its place. */
    spans: Stretch[];
    /** The words of the place. */
    place: string;
    /** How the document is named. */
    kind: ReferenceKind;
    /** As written, or the act's key; empty where none is named, or where it may be one of several. */
    symbol: string;
    /** All that it may be; empty where no body numbers its acts so, or an address names none. */
    candidates: string[];
    /** Of an act, as written. */
    number: string;
    /** Of the place, or of the first of a range; empty for the whole document. */
    anchor: string;
    /** Of the last place of a range. */
    last: string;
    /** Whether words say what the place is: of « A/76/463 12 » they do not. */
    named: boolean;
    /** The place is in the operative part of a resolution. */
    operative: boolean;
    /** Of the document, where it has that in place of a symbol. */
    title: string;
    /** Headings without number, the outermost first, that the place is under. */
    headings: string[];
    /** Folders of an address. */
    path: string;
  }

  /** What names a document in a text, as it is first read: what is left out is empty. */
  interface PartialHead extends Partial<Omit<Reference, 'start' | 'end' | 'words' | 'spans'>> {
    start: number;
    end: number;
    kind: ReferenceKind;
    /** Between a number and its body, where a place may stand: « résolution 76/181, par. 3, de l’Assemblée générale ». */
    inside?: Stretch | null;
  }

  type Head = Omit<Reference, 'words' | 'spans'> & { inside?: Stretch | null };

  /** Where words lead, and where they stand. */
  interface Place extends AnchorRange {
    begin: number;
    stop: number;
    /** Places that one word stands for have the same. */
    group: number;
    /** Of one of a list, where its number stands. */
    at: Stretch | null;
    /** Of « 5 a) et b) », where the number of b stands. */
    under: Stretch | null;
    /** A number without a word for its kind. */
    bare: boolean;
    /** A part and no more. */
    scoped: boolean;
    operative: boolean;
    /** What follows may say that it lies in a part. */
    unsure: boolean;
    headings: string[];
  }

  /** A symbol, and where it stands. */
  interface CitedSymbol {
    start: number;
    end: number;
    symbol: string;
  }

  /** A number with its items: « 12 a) ii) ». */
  interface NumberRead {
    number: string;
    items: string[];
    ordinal: boolean;
    again: string;
    at?: Stretch;
    under?: Stretch;
  }

  /** A place and the last of its range. */
  type NumberPair = [first: NumberRead, last: NumberRead | null];

  /** Places with the last of their ranges, and where reading goes on. */
  type NumberPairs = [pairs: NumberPair[], stop: number];

  /** What reads numbers, items and labels, and patterns, at a place of folded text (numbers.js). */
  interface Numbers {
    value(number?: string, more?: Partial<NumberRead>): NumberRead;
    /** « 12 a) et c), 15 et 17 »; `stars`: also notes called by asterisks. */
    readValues(string: string, position: number, stars?: boolean): NumberPairs | null;
    readItems(string: string, position: number): [items: string[], stop: number] | null;
    /** « III.A », « IV.B à D ». */
    readLabels(string: string, position: number): NumberPairs | null;
    /** Whether a phrase is also a word for an act that has been adopted, « résolution ». */
    isAdoptedWord(phrase: string): boolean;
    COMMA: RegExp;
    /** « 7/1/3 », which isn't a number of a place. */
    FRACTION: RegExp;
    WORD: RegExp;
  }

  interface Reading {
    // fold.js
    /** Lower case, without accents, with one kind of apostrophe, dash and space. */
    fold(string: string): string;
    spelled(given: string): Spelled;
    // numbers.js
    numbers: Numbers;
    phraseAt(string: string, position: number): Phrase | null;
    numberAt(string: string, position: number): { value: number; end: number } | null;
    listJoint(string: string, position: number, ranges?: boolean): Joint | null;
    fragmentWords(): FragmentWords;
    // places.js
    /** Places, words that say something else, and words for pages. */
    placesIn(string: string, written?: (start: number, stop: number) => string): { places: Place[]; strange: Stretch[]; pages: Stretch[] };
    // parts.js
    /** A symbol with what stands in its parentheses as symbols have it. */
    canonical(symbol: string, given: string): string;
    /** The parts in parentheses behind a symbol; not `readable` where parts stand there that cannot be read. */
    partsBehind(text: Spelled, cited: CitedSymbol): { parts: CitedSymbol[]; readable: boolean };
    /** The symbols that follow a whole one, in order. */
    continued(text: Spelled, cited: CitedSymbol): Iterable<CitedSymbol>;
    asRoman(value: number): string;
    // symbols.js
    symbolsIn(text: Spelled): PartialHead[];
    /** What looks like a symbol, whether or not one is read there. */
    unknownSymbols(text: Spelled): Stretch[];
    /** A symbol with spaces for strokes: « A 76 463 ». */
    spaced(text: Spelled, start?: number): PartialHead | null;
    isSymbol(symbol: string): boolean;
    hasHead(head: string): boolean;
    /** The symbol that a text is, and nothing else; else empty. */
    whole(given: string): string;
    /** The symbols that a file name may mean. */
    fromName(word: string): string[];
    // links.js
    addressesIn(text: Spelled): Iterable<PartialHead>;
    readAddress(written: string): Pick<Reference, 'symbol' | 'candidates' | 'anchor' | 'last' | 'path'>;
    fragment(written: string): AnchorRange;
    // acts.js
    actsIn(text: Spelled, taken: (start: number, end: number) => boolean, year: number): PartialHead[];
    /** Words for acts with a number, whether or not one is read there. */
    unknownActs(text: Spelled): Stretch[];
    numberAlone(text: Spelled, start?: number, year?: number): PartialHead | null;
    keysOf(written: string, kind: string, organs: string[] | null, year: number): string[];
  }

  interface Survey {
    references: Reference[];
    /** What looks like a reference and isn't read as one, in order: no document, no such series, no place of an anchor. */
    unread: Stretch[];
    alone: boolean;
    end: number;
  }

  interface Citations {
    references(given: string): Reference[];
    read(given: string): Reference;
    survey(given: string, year?: number, before?: Reference | null): Survey;
    place(given: string): (AnchorRange & { operative: boolean }) | null;
    printed(symbol: string): string;
    official(symbol: string, language: string): string;
    quotations(given: string): string[];
    fold(string: string): string;
    fragment(written: string): AnchorRange;
    fragmentWords(): FragmentWords;
    /** Signs that are read of a text. */
    longest: number;
  }

  // --- data for the reader (build_scripts/export/browser_tables.py)

  interface Words {
    phrases: Record<string, string>;
    numbers: Record<string, number>;
    letters: Record<string, string>;
    /** Codes of the languages, and the letters that file names have for some. */
    languages: string[];
    language_letters: string;
    phrase_pattern: string;
    number_pattern: string;
  }

  type Limits = [low: number, high: number];

  /** A series of resolutions or decisions of one organ. */
  interface Act {
    organ: string;
    kind: string;
    form: string;
    key: string;
    /** Counts only where the organ is named. */
    named: boolean;
    origin: number;
    per_year: number;
    first_session: number;
    per_round: Limits;
    serials: Limits;
    rounds: Limits;
    years: Limits;
  }

  /** Patterns of one language, over text without accents. */
  type LanguagePatterns = Partial<Record<'words' | 'trailing' | 'bridge' | 'fillers' | 'connector' | 'joins' | 'institution' | 'ignored' | 'drafts' | 'ibid' | 'ibid_series', string>>;

  /** A kind of part in parentheses, « (Vol. {number}) ». */
  interface PartKind {
    key: string;
    roman: boolean;
    /** May stand behind a comma, without parentheses. */
    comma: boolean;
    /** The symbol without it is a document, too. */
    apart: boolean;
    /** Pattern of the symbols that have such parts; empty: all. */
    only: string;
  }

  interface Bodies {
    /** By folded words: whether they name a body in full, and its keys. */
    names: Record<string, [full: number, organs: string[]]>;
    acts: Act[];
    forms: Record<string, { pattern: string; number: string }>;
    languages: LanguagePatterns[];
    /** How other scripts write the parts of numbers. */
    spelled: {
      letters: Record<string, string>;
      roman: Record<string, string>;
      sessions: Record<string, string>;
      conferences: Record<string, string>;
      counted: string[];
      before: string[];
    };
    /** How symbols are built; in `whole`, `{part}` stands for `part`. */
    symbols: {
      principal: string[];
      folders: string[];
      /** By head, whether a number alone may follow. */
      heads: Record<string, boolean>;
      spelling: string[];
      suffixes: string[];
      numbered: string[];
      before: string;
      whole: string;
      part: string;
      rules: [pattern: string, written: string][];
      foreign: string;
      latin: Record<string, string>;
      /** Parts in parentheses. */
      within: {
        item: string;
        kinds: PartKind[];
        numerals: Record<string, number>;
        together: [parts: string[], key: string][];
        unread: string;
      };
      chain: string;
      link: string;
      tail: string;
    };
    addresses: [pattern: string, address: string][];
    unofficial: string[];
    project: string[];
    /** Languages that official addresses have, and the one for all others. */
    addressed: string[];
    otherwise: string;
  }
}

/** Quotations of a text, looked for in the archive (desk/). */
declare namespace Checking {
  type Pair = { open: string; close: string };

  /** data/quotations.toml, which explains them (build_scripts/references/quotation_rules.py). */
  interface Rules {
    marks: Pair[];
    nothing: string[];
    inner: Pair;
    broken: { hyphens: string[]; signs: string[] };
    omissions: string[];
    endings: string[];
    brackets: Pair;
    first_letter: boolean;
    shortest: number;
    alike: number;
    longest: number;
    /** Signs before the items of a list. */
    bullets: string;
    blocks: { sign: string; indent: number; introduced: string[]; wrapped: number; source_brackets: Pair[]; source_dashes: string[]; source_words: number };
  }

  interface Quotation {
    /** Of its mark, or of its first line. */
    start: number;
    end: number;
    /** Between the marks; of lines, without what shows that they are quoted. */
    words: string;
    /** Whether the mark that closes it is there. */
    closed: boolean;
    /** Whether lines show it, and no marks. */
    block: boolean;
  }

  interface Token {
    plain: string;
    start: number;
    end: number;
  }

  /** A stretch that is the same in quotation and passage, or differs. */
  interface Piece {
    quoted: string;
    document: string;
    same: boolean;
  }

  interface Comparison {
    /** Words and signs that differ. */
    distance: number;
    share: number;
    /** Of the passage's stretch that the quotation is compared with. */
    start: number;
    end: number;
    pieces: Piece[];
    /** Whether words in brackets were taken for the quotation's own. */
    inserted: boolean;
  }

  interface Quoting {
    paragraphEnds(text: string): number[];
    quotations(text: string): Quotation[];
    sourced(text: string, quoted: Quotation[], references: Stretch[]): Quotation[];
    beside(text: string, quoted: Quotation[], references: Stretch[]): number[][];
  }

  interface Comparing {
    tokens(text: string): Token[];
    compare(quotation: string, passage: string): Comparison;
    atMost(quotation: string, passage: string): number;
    lookedFor(quotation: string): boolean;
    runs(quotation: string): string[];
  }

  /** A document of the archive, with its passages, in order, from 0. */
  interface Held {
    path: string;
    language: string;
    symbol: string;
    title: string;
    /** A passage, its printed number with its words; null behind the last. */
    passage(number: number): Promise<Passage | null>;
    /** The number of the passage with an anchor; -1 where there is none. */
    numberOf(anchor: string): Promise<number>;
  }

  interface Passage {
    anchor: string;
    text: string;
    /** Without its number. */
    words: string;
    isNote: boolean;
  }

  /** A stretch of a document that a quotation was compared with. */
  interface Place {
    held: Held;
    first: Passage;
    last: Passage;
    /** Number of the first passage. */
    number: number;
    comparison: Comparison;
  }

  interface Finding {
    /** Lets the page do what else there is to do, now and then. */
    breathe(): Promise<void>;
    /** The document under a path with its language, `fr/A/76/463`; null where it isn't held. */
    heldAt(path: string): Promise<Held | null>;
    /** A quotation beside so many passages from one on; where it runs on, beside as many as it may run over. */
    compared(words: string, held: Held, first: number, count: number, runsOn: boolean): Promise<Place | null>;
    /** The places of the archive, or of some documents, that have the words of a quotation, and what is most like it. */
    find(words: string, paths?: string[]): Promise<{ exact: Place[]; like: Place | null }>;
  }

  /** What is known of a reference: as in Python (answers/referring.py), `unknown` where no such document can be, `not_read`
      where it isn't understood. */
  type Status = 'held' | 'no_place' | 'not_held' | 'unclear' | 'unknown' | 'not_read';

  interface Resolved {
    start: number;
    end: number;
    /** Where the words of the document stand, and those of its place. */
    spans: Stretch[];
    words: string;
    status: Status;
    /** Of the document that is meant. */
    symbol: string;
    /** Those that may be meant, where it is unclear. */
    candidates: string[];
    /** The place as written. */
    place: string;
    /** The document in each language in which it is held, the reader's first. */
    versions: Held[];
    /** Of the place; of one that isn't there, of what would hold it, as far as the document has that. */
    anchor: string;
    last: string;
    official: string;
    cited: Cote.CitedEntry | null;
  }

  interface Resolving {
    /** Every reference of a text with what is known of it, in order. */
    references(text: string, turn: Turn): Promise<Resolved[]>;
    /** Of some quotations, those that are the title of a document without symbol, as references. */
    titles(text: string, quoted: Quotation[], references: Resolved[]): Promise<Map<Quotation, Resolved>>;
  }

  /** Lets the page breathe, and says how far the work is; throws where the reader has ended it. */
  type Turn = (done?: number, all?: number) => Promise<void>;

  /** What may become of a quotation: as in Python (answers/quoting.py). */
  type Verdict = 'exact' | 'differs' | 'elsewhere' | 'differs_elsewhere' | 'nowhere' | 'not_there' | 'document_not_held' | 'too_short';

  interface Checked extends Quotation {
    verdict: Verdict;
    places: Place[];
    /** Numbers of its references. */
    references: number[];
  }

  interface Check {
    quotations: Checked[];
    references: Resolved[];
    /** Of each reference whether it stands inside a quotation, whose words it is. */
    inside: boolean[];
    /** Quotations that were not looked for, since there are too many. */
    left: number;
    /** Characters behind what was read. */
    unread: number;
  }

  interface Telling {
    /** In the order in which they are counted. */
    verdicts: Verdict[];
    statuses: Status[];
    called(kind: Verdict | Status): string;
    /** What is said of a quotation's verdict; `references`: all of the text. */
    toldOf(checked: Checked, references: Resolved[]): Cote.Content[];
    statusOf(reference: Resolved): Cote.Content[];
    notesOf(checked: Checked): string[];
    /** The words of a quotation, with what differs. */
    wordsOf(checked: Checked): Cote.Content[];
    counted<K extends Verdict | Status>(kinds: K[], all: K[]): { kind: K; count: number }[];
    limitsOf(check: Check): string[];
    /** A report of a check as plain text. */
    report(check: Check): string;
  }

  interface Shared extends Quoting, Comparing, Finding, Resolving, Telling {
    check(text: string, turn: Turn, told?: (checked: Checked) => void): Promise<Check>;
    /** The text of a file: plain, or a document of Word. */
    textOf(file: File): Promise<string>;
  }
}

declare namespace Search {
  /** A facet's name, the value that is chosen, and what that is called. */
  type Chosen = [facet: string, value: string, name: string];
  interface Shared {
    // follow.js
    /** Show the feeds of what is chosen, at the end of the filters' panel. */
    follow(panel: HTMLElement, chosen: Chosen[]): Promise<void>;
    // loader.js
    /** The archive's own address. */
    root: string;
    /** The content of a file, loaded once. */
    load: Load;
    manifest(): Promise<Manifest>;
    /** The content of a file that nobody else will ask for. */
    fresh: Load;
    /** What leads to the other files of a shard. */
    /** The newest shards together; none of them where that file doesn't load. */
    newest(): Promise<Newest>;
    shard(name: string): Promise<ShardFile>;
    /** What the paragraphs of each document of a shard can be narrowed by. */
    facetsIn(shard: string): Promise<DocumentFacets[]>;
    /** Bytes that a file has as letters (search/bundle.py). */
    bytes(letters: string): Uint8Array<ArrayBuffer>;
    decoded(base64: string): Uint8Array<ArrayBuffer>;
    /** Runs a list of scripts (data/joined.toml), once. */
    run(name: string): Promise<unknown>;
    /** Loads the reader of references where a text has a number: no reference is without. */
    readerFor(text: string): Promise<unknown>;

    // fold.js
    fold(text: string): string;
    unaccented(form: string): string;
    expressions(text: string): WordPlace[][];
    hasHan(text: string): boolean;
    /** The form with one letter for those that readers type for one another. */
    sameLetters(form: string): string;
    /** What families a form may be of (families.js); absent until a word may be of a language that has them. */
    families?: { candidates(form: string, rules: FamilyRules): { names: string[]; cores: string[] } };
    /** The form that spellings with and without hyphens, apostrophes and points have in common. */
    closed(form: string): string;
    words(text: string): string[];
    accentedWords(text: string): string[];
    places(text: string): WordPlace[];
    key(form: string): string;
    citationKey(cited: string): string;
    damagedKey(form: string): string;

    // numbers.js
    numbers(text: string): number[];
    ascending(text: string): number[];

    // vocabulary.js, symbols.js, facets.js, match.js
    vocabulary: Vocabulary;
    symbols: { find(symbol: string, sure: boolean): Promise<{ exact: boolean; found: KnownDocument[] }>; parts(symbol: string): string[] };
    facets: { names: string[]; Counter: new (chosen: Filters, languages: string[]) => Counter; preferring(languages: string[]): (a: string, b: string) => number };
    match: Match;

    // references.js; absent in a document's own box, and where no query has had a number
    /** The whole query as one document, with or without a place in it; null where it is none, or says more. */
    reference?(text: string): CitedDocument | null;
    /** Documents among other words, and the words that are left. */
    referencesAmong?(text: string): { left: string; found: (CitedDocument & { written: string })[] };

    // pagefind.js
    Index: new (shard: string, meta: string) => Index;

    // query.js, terms.js, engine.js
    wordsApart(text: string, common: string[]): string[];
    parse(typed: string): Query;
    resolve(query: Query, options?: { kin?: boolean }): Promise<Term[]>;
    commonWords(terms: Pick<TypedWords, 'forms'>[]): Promise<Set<string>>;
    tiers: Record<'VERY' | 'SPELLED' | 'KIN' | 'KIN_OF_SPELLED', number>;
    search(query: Query, options: SearchOptions): Promise<Result>;
    /** How many documents are shown at first. */
    screen: number;
    /** Load ahead of the first query what it will need. */
    warm(): Promise<void>;
    openOlder(): Promise<void>;
    heldDocument(known: HeldVersion): Promise<IndexedDocument>;
    /** Where some keys stand in a shard: the places of each in each document that has it. */
    standing(shard: number, keys: string[]): Promise<{ key: string; document: IndexedDocument; places: number[] }[]>;

    // labels.js, excerpt.js, results.js
    /** The label of an anchor in the interface's language. */
    label(anchor: string): string;
    unitOf(anchor: string): string;
    matches(hit: Hit, block: BlockText): TextRange[];
    marked(text: string, ranges: TextRange[], part?: Stretch): (string | HTMLElement)[];
    excerpt(text: string, ranges: TextRange[]): (string | HTMLElement)[];
    /** Bars of years, which choose them or give them up. */
    yearBars(years: FacetValue[], choose: (years: string[], chosen: boolean) => void): HTMLElement[];
    /** What the buttons of a hit do. */
    doings: Record<Doing, (button: HTMLElement, shown: ShownHit) => Promise<unknown>>;
    /** The ways straight to the documents that a term names, and to the places in them, or what is said where there are none. */
    ways(term: Term, manifest: Manifest): Promise<HTMLElement[]>;
    /** A hit whole, with its neighbours; `hits` of its document are marked. `flat`: pages are files. */
    around(hit: Hit, hits: Hit[], flat: boolean): Promise<HTMLElement[]>;
    stretch(text: string, ranges: TextRange[]): Stretch;
    toMark(terms: Term[], hit: Hit, block: BlockText, some?: boolean): string;
    Results: new (list: HTMLElement, more: HTMLElement, onChange: () => void) => Results;
    pageAddress(path: string, flat: boolean): string;
    versionLinks(versions: { path: string; language: string }[], fragment: string, manifest: Manifest): HTMLElement[];
    /** Links to a passage in the other languages in which it is held. */
    passageElsewhere(document: IndexedDocument, anchor: string, manifest: Manifest): HTMLElement[];
    between(nodes: (Node | string)[], sign: string): (Node | string)[];
  }


  // --- files of the index (build_scripts/search/)

  interface Load {
    (name: 'manifest'): Promise<Manifest>;
    (name: `words/${number}`): Promise<Record<string, VocabularyRow>>;
    (name: `symbols/${number}`): Promise<SymbolRow[]>;
    (name: `text/${string}/${number}`): Promise<TextRow[]>;
    (name: 'newest'): Promise<Newest>;
    (name: `${string}/facets`): Promise<DocumentFacets[]>;
    (name: `${string}/shard`): Promise<ShardFile>;
    (name: `${string}/index/${string}`): Promise<Uint8Array<ArrayBuffer>>;
    (name: `inflections/${string}`): Promise<Inflections>;
    (name: 'engine'): Promise<{ bindings: Bindings; wasm: string }>;
  }

  interface Manifest {
    version: string;
    documents: number;
    /** How many words all documents have together. */
    words: number;
    /** The first word of each piece of the vocabulary. */
    vocabulary: string[];
    /** Number of pieces of the table of symbols. */
    symbols: number;
    /** Of each shard, the oldest first, its name, the number of its documents, and that in which versions of one count once. */
    shards: [name: string, documents: number, apart: number][];
    /** Paths of versions that documents name and that this site, a copy of a part, hasn't. */
    elsewhere: string[];
    /** What each language that documents are in is called in itself. */
    own_names: Record<string, string>;
    /** Documents in shards that are asked at the same time. */
    at_once: number;
    /** By language, that of the interface first; those that documents are in. */
    stop_words: Record<string, string[]>;
    /** Letters of each language, as a class of a pattern has them. */
    alphabets: Record<string, string>;
    countries: Record<string, string>;
    themes: Record<string, string>;
    /** Each page is a file of its own, not a folder. */
    flat: boolean;
  }

  /** What each of the newest shards has in two files of its own, with the version of the manifest that it belongs to. */
  interface Newest {
    version: string;
    shards: Record<string, [ShardFile, DocumentFacets[]]>;
  }

  /** What tells the forms of a word that stands nowhere (build_scripts/search/shared_files.py). */
  interface Inflections {
    endings: string[][];
    /** Letters before an ending at the least, and of an ending at the most. */
    shortest: number;
    longest: number;
    families?: FamilyRules;
  }

  /** Rules of a language that writes other words to its words (build_scripts/search/families.py). */
  interface FamilyRules {
    prefixes: [written: string[], least: number, before: string, left: string][];
    /** Endings, each with what the stem ends with in its place. */
    classes: [key: string, starts: string, endings: Record<string, string>, first: string][];
    /** Letters of a noun's stem with the first ending, and of another stem. */
    least: [shortest: number, least: number];
    agrees: string;
    irregular: Record<string, string>;
  }

  type FormRow = [count: number, name?: string | 0, kin?: string[]];
  type VocabularyRow = [forms?: number | FormRow[], shards?: number[] | 0, compounds?: string[], alike?: string[], damaged?: number];
  /** Behind the page, path, title, shard and number of each version that is held. */
  type SymbolRow = [symbol: string, count: number, shards: number[], page: string, ...held: (string | number)[]];
  type TextRow = [anchor: string, text: string, more?: {
    places?: number[];
    callers?: string[];
    /** As printed before the text. */
    number?: string;
    /** Of the masthead: what document it is, and the first block of each piece of its text. */
    document?: { title?: string; symbol?: string; language: string; pieces: string[] };
  }];

  interface ShardFile {
    /** What Pagefind reads of it first, in letters. */
    meta: string;
    documents: DocumentTable[];
  }

  /** Strings hold numbers (numbers.js). */
  interface DocumentTable {
    path: string;
    /** Name of the folder of its texts. */
    id: string;
    language: string;
    /** What the document's page says of itself. */
    data: Partial<Record<'symbol' | 'title' | 'date' | 'organ' | 'files' | 'supplied' | 'organ-name' | 'session' | 'type' | 'type-name' | 'address' | 'versions', string>>;
    /** Number of places of each block. */
    keys: string;
    /** Kind of each block: text, note, heading. */
    parts: string;
    /** The first block of each file of texts. */
    pieces: number[];
  }

  /** Blocks by country, by theme, in strings of numbers. */
  interface DocumentFacets {
    countries: Record<string, string>;
    themes: Record<string, string>;
  }

  /** What calls Pagefind's WebAssembly; numbers are where this has an index. */
  interface Bindings {
    (given: { module_or_path: Uint8Array<ArrayBuffer> }): Promise<unknown>;
    init_pagefind(meta: Uint8Array): number;
    /** Names of the files that have a key, as JSON. */
    request_indexes(index: number, key: string): string;
    load_index_chunk(index: number, content: Uint8Array): number;
    search(index: number, key: string, typed: string, filters: string, sort: string, exact: boolean, diacritics: boolean): string;
  }

  /** Pagefind's index of a shard. */
  interface Index {
    /** Ask for the file that a key needs. */
    ahead(key: string): void;
    /** Where a key stands: documents by their numbers, with Pagefind's score. */
    places(key: string): Promise<{ document: number; score: number; places: number[] }[]>;
  }

  // --- words

  interface TextRange {
    start: number;
    end: number;
  }

  /** A word of a text, without and with its accents. */
  interface WordPlace extends TextRange {
    form: string;
    accented: string;
  }

  /** A form with its accents. */
  interface Form {
    name: string;
    count: number;
    kin: string[];
    /** Forms that differ only by words before them that search goes without. */
    same?: string[];
  }

  interface VocabularyEntry {
    /** Without accents. */
    word: string;
    forms: Form[];
    count: number;
    /** Null: all. */
    shards: number[] | null;
    compounds: string[];
    /** Other spellings of the same word. */
    alike: string[];
    damaged: boolean;
  }

  interface Vocabulary {
    /** What is known of a word without accents; null for what stands nowhere. */
    lookup(form: string): Promise<VocabularyEntry | null>;
    expect(start: string): Promise<void>;
    beginning(start: string): Promise<VocabularyEntry[]>;
    inflected(typed: string, rules: Inflections): Promise<VocabularyEntry[]>;
    near(typed: string): Promise<string[]>;
    isFamily(name: string): boolean;
  }

  // --- queries

  /** A place in a document. */
  interface Pin {
    unit: string;
    scopes: string[];
    last: string;
    operative: boolean;
    text: string;
  }

  interface CitedDocument {
    /** What the keys end with. */
    symbol: string;
    /** All documents that it may be. */
    keys: string[];
    pin: Pin | null;
    /** Signs, and not spaces alone, say that it is a document. */
    sure: boolean;
  }

  interface TypedWords {
    forms: string[];
    accented: string[];
    text: string;
  }

  /** A term as it was typed. */
  interface TypedTerm extends TypedWords, Partial<CitedDocument> {
    kind: 'phrase' | 'word' | 'start' | 'symbol';
    /** Numbers of words that may be articles without their apostrophe. */
    optional?: Set<number>;
    /** It is a run of Chinese characters without quotation marks. */
    unquoted?: boolean;
    /** What was written for a document. */
    written?: string;
  }

  interface Query {
    text: string;
    symbol: CitedDocument | null;
    terms: TypedTerm[];
  }

  /** What one word may be: its forms, each with how far it is from what was typed. */
  interface Slot {
    names: Map<string, number>;
    /** Null: any. */
    shards: Set<number> | null;
    count: number;
    compounds: string[];
    kin: string[];
    damaged: string;
    piece: string;
    /** The document that is cited there. */
    cited?: string;
    /** So common that the texts are compared in place of asking the index. */
    skipped?: boolean;
  }

  /** A term ready to be looked for: alternatives, each a sequence of slots. */
  interface Term extends TypedTerm {
    alternatives: Slot[][];
    shards: Set<number> | null;
    unknown: boolean;
    compounds?: string[];
    piece?: string;
    whole?: boolean;
    unsure?: boolean;
    /** Of a symbol: the documents that it may mean. */
    documents?: KnownDocument[];
    /** False where a slip had to be supposed. */
    exact?: boolean;
    /** Says where to look. */
    narrows?: boolean;
  }

  /** A document held or cited. */
  interface KnownDocument {
    symbol: string;
    count: number;
    shards: number[];
    page: string;
    /** Its versions; none where it is not held. */
    held: HeldVersion[];
    parts: string[];
  }

  interface HeldVersion {
    path: string;
    title: string;
    shard: number;
    document: number;
  }

  // --- links that say what to mark

  /** A link to a document, or words that follow each other, each with its forms. */
  type Alternative = { cited: string; slots?: undefined } | { slots: Set<string>[]; cited?: undefined };

  interface Match {
    /** True if the slots (sets of forms) stand one after the other from a place on. */
    standsAt(all: WordPlace[], at: number, text: string, slots: Set<string>[]): boolean;
    /** A term of a query as a link says it; empty where it has no words. */
    termText(term: { alternatives: Slot[][] }, more?: string[][]): string;
    termsOf(text: string): Alternative[][];
    /**
     * Ranges where words of the terms stand, none in another; none at all where a term has none, unless `some` will do.
     * `cited` says where a document is cited.
     */
    rangesIn(text: string, terms: Alternative[][], cited: (key: string) => TextRange[], some: boolean): TextRange[];
  }

  // --- answers

  type Filters = Record<string, string[]>;
  /** In a block: number of the first word, number of words, how far from what was typed. */
  type Span = [start: number, length: number, tier: number];

  interface SearchOptions {
    filters?: Filters;
    sort?: string;
    some?: boolean;
    all?: boolean;
    kin?: boolean;
    /** Those that the reader prefers, the first most. */
    languages?: string[];
    stale?: () => boolean;
    /** Shows what the newest documents have, before older ones are asked. */
    begin?: (answer: Result) => Promise<unknown>;
  }

  interface IndexedDocument extends Omit<DocumentTable, 'keys'> {
    /** The place at which each block begins, and the end of the last. */
    starts: number[];
    shard: number;
    index: number;
    blockAt(place: number): number;
    countriesOf(block: number): string[];
    themesOf(block: number): string[];
    text(block: number): Promise<BlockText>;
    anchors(): Promise<string[]>;
  }

  interface BlockText {
    anchor: string;
    text: string;
    /** Which words entries beyond the block's own stand for: first and number of each. */
    places?: number[];
    /** Anchors of the blocks that call a note. */
    callers?: string[];
  }

  interface Hit {
    document: IndexedDocument;
    block: number;
    /** Of each term. */
    spans: Span[][];
    tier: number;
  }

  interface Group {
    document: IndexedDocument;
    hits: Hit[];
    tier: number;
    score: number;
    /** Its versions in other languages that have hits. */
    others: Group[];
  }

  interface Result {
    manifest: Manifest;
    terms: Term[];
    /** Those that don't say where to look. */
    words: Term[];
    groups: Group[];
    hits: number;
    counter: Counter;
    /** Loads, once, what the counter needs to list. */
    count: () => Promise<unknown>;
    /** Number of older documents not looked through. */
    left: number;
    unsure: boolean;
  }

  interface FacetValue {
    value: string;
    count: number;
    chosen: boolean;
  }

  interface Facet {
    name: string;
    label: string;
    values: FacetValue[];
  }

  interface Counter {
    /** Whether anything is chosen: the facets of a document are needed to add to it, otherwise only to list. */
    narrows: boolean;
    add(document: IndexedDocument, block: number): boolean;
    remove(document: IndexedDocument, block: number): void;
    list(): Facet[];
  }

  interface Shown {
    all: boolean;
    some: boolean;
    /** Hits that are shown whole, by their names. */
    opened: ReadonlySet<string>;
    /** Remembers that one is, or no longer. */
    open(hit: string, shown: boolean): void;
  }

  /** What a hit can be asked for: its address, its reference, what is around it. */
  type Doing = 'copy' | 'reference' | 'whole';

  /** A hit on the page. */
  interface ShownHit {
    hit: Hit;
    /** All of its document. */
    hits: Hit[];
    anchor: string;
    /** What the anchor is called. */
    place: string;
    /** The address to cite. */
    address: string;
    /** The excerpt. */
    text: HTMLElement;
    flat: boolean;
    /** Remembers whether it is shown whole. */
    keep(whole: boolean): void;
  }

  interface Results {
    clear(): void;
    show(answer: Result, options: Shown, above: Promise<unknown>, begun?: () => void): Promise<void>;
    finish(): void;
  }
}
