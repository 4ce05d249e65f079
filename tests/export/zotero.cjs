// What Zotero makes of pages and of files, with the translators of a translation-server: `zotero.py` starts this.
//   node zotero.cjs SERVER < '["http://…/", "/…/A-76-463.ris"]'
// Answers a list of { translators, items }: the translators that take it, the first of which is used, and the items in
// the form of Zotero’s API, dates as ISO 8601 and EDTF have them.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const server = path.resolve(process.argv[2]);
process.chdir(server);
process.env.NODE_CONFIG_DIR = path.join(server, 'config');
const of = (name) => require(path.join(server, 'src', name));
const Zotero = of('zotero');
Zotero.HTTP = of('http');
const Translate = of('translation/translate');
of('debug');
Zotero.Debug.init(Number(process.env.DEBUG_LEVEL || 0));

/** @param {string} address what the button of a browser would take from a page */
async function ofPage(address) {
  const page = await Zotero.HTTP.request('GET', address, { responseType: 'document' });
  const translate = new Translate.Web();
  translate.setDocument(page.response);
  const found = new Promise((resolve) => translate.setHandler('translators', (_, list) => resolve(list)));
  translate.getTranslators(true);
  return taken(translate, await found);
}

/** @param {string} file what « Import… » would take from a file */
async function ofFile(file) {
  const translate = new Translate.Import();
  translate.setString(fs.readFileSync(file, 'utf8'));
  return taken(translate, await translate.getTranslators());
}

async function taken(translate, translators) {
  const names = translators.map((translator) => translator.label);
  if (!names.length) return { translators: names, items: [] };
  translate.setTranslator(translators[0]);
  const items = await translate.translate({ libraryID: false });
  return { translators: names, items: items.map(asApi) };
}

/** An item with its notes and the addresses of its attachments. */
function asApi(item) {
  const attachments = item.attachments.map((attachment) => attachment.url || attachment.path);
  const [main, ...notes] = Zotero.Utilities.Item.itemToAPIJSON(item);
  if (main.date && !/^[\d~-]+$/.test(main.date)) main.date = Zotero.Date.strToISO(main.date);
  return { ...main, notes: notes.map((note) => note.note), attachments };
}

(async () => {
  await Zotero.Translators.init();
  const answers = [];
  for (const wanted of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    answers.push(await (wanted.startsWith('http') ? ofPage(wanted) : ofFile(wanted)));
  }
  fs.writeSync(1, JSON.stringify(answers));
  process.exit(0);
})();
