/** A template that cannot be read or rendered, in words. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

/** A template that passes a limit. */
export class TemplateLimit extends TemplateError {
  override name = 'TemplateLimit';
}
