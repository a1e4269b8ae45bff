const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = text => text.replace(/[&<>"]/g, character => escapes[character]);

function page(query, products) {
  const rows = products
    .map(({ name, price }) => `<li>${escape(name)}, ${price.toFixed(2)} €</li>`)
    .join('');
  return `<!doctype html>
<title>Garden tools</title>
<form><input name="q" value="${escape(query)}"><button>Search</button></form>
<ul>${rows}</ul>`;
}

module.exports = { page };
