const express = require('express');
const { findProducts } = require('./search');
const { page } = require('./page');

const app = express();

app.get('/', async (req, res) => {
  const query = String(req.query.q || '');
  const products = query ? await findProducts(query) : [];
  res.send(page(query, products));
});

app.listen(process.env.PORT || 3000, () => {
  console.log('storefront is up');
});
