const SEARCH = process.env.SEARCH_URL || 'http://localhost:8080';

async function findProducts(query) {
  const response = await fetch(`${SEARCH}/search?q=${encodeURIComponent(query)}`);
  const { hits } = await response.json();
  return hits;
}

module.exports = { findProducts };
