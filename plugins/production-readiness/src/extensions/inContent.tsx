import type { ComponentType } from 'react';

/** Puts a page into the space that Backstage gives the content of pages; both are loaded when they are shown. */
export async function inContent(page: Promise<ComponentType>) {
  const [{ Content }, Page] = await Promise.all([
    import('@backstage/core-components'),
    page,
  ]);
  return (
    <Content>
      <Page />
    </Content>
  );
}
