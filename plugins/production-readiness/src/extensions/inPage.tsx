import type { ComponentType } from 'react';

/** Puts what a sub-page shows into the main part of the page; both are loaded when they are shown. */
export async function inPage(content: Promise<ComponentType>) {
  const [{ PageMain }, Content] = await Promise.all([
    import('../components/PageMain'),
    content,
  ]);
  return (
    <PageMain>
      <Content />
    </PageMain>
  );
}
