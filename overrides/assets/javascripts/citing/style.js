// The style in which references are copied: chosen once, kept in the browser, and used wherever one is copied. Without a
// choice it is the short form in which the United Nations cites places, which takes nothing more; all others come with the
// first reference that is copied in one (full.js).
(() => {
  const cote = window.cote;
  const scripts = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const SHORT = 'short';
  /** What was chosen on this page, also where the browser keeps nothing: a style's file, a space, what readers see of it.
      @type {?string} */
  let chosen = null;
  const kept = () => chosen ?? cote.recall('citation') ?? SHORT;

  cote.citationStyle = () => kept().split(' ')[0];
  cote.citationStyleName = () => (kept().startsWith('un ') ? cote.text('site.cite_un') : kept().split(' ').slice(1).join(' '));
  cote.chooseCitationStyle = (name, shown) => {
    chosen = `${name} ${shown}`;
    cote.remember('citation', chosen);
  };

  /** @type {Cote.Shared['styleChoice']} */
  cote.styleChoice = (styles) => {
    const option = (/** @type {string} */ value, /** @type {string} */ words) => new Option(words, value, false, value === cote.citationStyle());
    const choice = document.createElement('select');
    choice.append(option(SHORT, cote.text('site.cite_short')), option('un', cote.text('site.cite_un')), ...styles.map(([name, words]) => option(name, words)));
    choice.addEventListener('change', () => cote.chooseCitationStyle(choice.value, choice.selectedOptions[0].textContent));
    const label = document.createElement('label');
    label.className = 'cite-style';
    label.append(cote.text('site.cite_style'), ' ', choice);
    return label;
  };

  /** @type {?Promise<unknown>} */
  let coming = null;
  /** @type {Cote.Shared['fullReader']} */
  cote.fullReader = () => {
    coming ??= cote.run(`${scripts}full.js`);
    coming.catch(() => { coming = null; });
    return coming;
  };

  // --- copying

  /** @type {Record<string, string>} */
  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  cote.escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

  /** Put rich and plain text on the clipboard; also where the page isn't a secure context (an intranet by http). */
  cote.copyRich = async (html, text, done) => {
    try {
      const flavour = (/** @type {string} */ type, /** @type {string} */ content) => ({ [type]: new Blob([content], { type }) });
      await navigator.clipboard.write([new ClipboardItem({ ...flavour('text/html', html), ...flavour('text/plain', text) })]);
    } catch {
      if (!copiedByCommand(html, text)) return cote.copy(text, done);
    }
    cote.say(done);
    return true;
  };

  /** @param {string} html @param {string} text */
  function copiedByCommand(html, text) {
    let taken = false;
    const fillIn = (/** @type {ClipboardEvent} */ event) => {
      event.clipboardData?.setData('text/html', html);
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      taken = true;
    };
    document.addEventListener('copy', fillIn, { capture: true, once: true });
    const copied = document.execCommand('copy');
    document.removeEventListener('copy', fillIn, { capture: true });
    return copied && taken;
  }

  /** @type {Cote.Shared['chosenReference']} */
  cote.chosenReference = async (place) => {
    const { address, citation } = place;
    const html = address ? `<a href="${cote.escaped(address)}">${cote.escaped(citation)}</a>` : cote.escaped(citation);
    const short = { rows: [{ html, text: citation }], form: /** @type {const} */ ('short') };
    const style = place.record ? cote.citationStyle() : SHORT;
    return style === SHORT ? short : cote.fullReader().then(() => cote.referenceIn(style, place)).catch(() => short);
  };

  /** @type {Cote.Shared['plainReference']} */
  cote.plainReference = ({ rows }) => rows.map(({ text }) => text).join('\n');

  /** @type {Cote.Shared['copyChosen']} */
  cote.copyChosen = (reference) => {
    const { rows } = reference;
    const html = rows.length > 1 ? rows.map((row) => `<p>${row.html}</p>`).join('') : rows[0].html;
    const text = cote.plainReference(reference);
    return cote.copyRich(html, text, cote.text('site.copied_reference', { citation: text }));
  };

  cote.copyReference = async (place) => cote.copyChosen(await cote.chosenReference(place));

  /* The short reference stands in brackets behind the words; what a style has for texts, behind them as it is; a note or an
     entry of a list is a sentence of its own, below. */
  cote.copyQuotation = async (lines, marks, place) => {
    const reference = await cote.chosenReference(place);
    const { rows: [first, ...more], form } = reference;
    const [short, below] = [form === 'short', form === 'below'];
    const quoted = marks.replace('{}', () => lines.join('\n'));
    const citation = (/** @type {'html' | 'text'} */ kind) => (short ? cote.text('site.block_cited', { citation: first[kind] }) : first[kind]);
    const text = short ? cote.text('site.quoted_cited', { quoted, citation: first.text }) : `${quoted}${below ? '\n' : ' '}${cote.plainReference(reference)}`;
    const one = cote.escaped(quoted);
    const paragraphs = lines.length > 1
      ? [`<blockquote>${lines.map((line) => `<p>${cote.escaped(line)}</p>`).join('')}</blockquote>`, `<p>${citation('html')}</p>`]
      : below ? [`<p>${one}</p>`, `<p>${first.html}</p>`]
        : [short ? cote.text('site.quoted_cited', { quoted: one, citation: first.html }) : `<p>${one} ${first.html}</p>`];
    return cote.copyRich([...paragraphs, ...more.map(({ html }) => `<p>${html}</p>`)].join(''), text, cote.text('site.copied_text'));
  };
})();
