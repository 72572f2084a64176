window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/api/openapi.json',
    dom_id: '#docs',
    deepLinking: true,
    displayRequestDuration: true,
    filter: true,
    // Tokens stay in the page; nothing is sent to a validator elsewhere.
    persistAuthorization: false,
    validatorUrl: null,
  });
});
