import { Navigate, Route, Routes } from 'react-router-dom';
import { Content, Header, HeaderTabs, Page } from '@backstage/core-components';
import { useLocation, useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useText } from '../hooks';
import { reviewsRouteRef, rubricRouteRef, servicesRouteRef } from '../routes';
import { ReviewRoutes } from './review/ReviewRoutes';
import { RubricPage } from './rubric/RubricPage';
import { ServicesPage } from './services/ServicesPage';

/** The pages with the header and the tabs that the new frontend system would put around them. */
export function LegacyPage() {
  const t = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const tabs = [
    { id: useRouteRef(servicesRouteRef)(), label: t('services.title') },
    { id: useRouteRef(reviewsRouteRef)(), label: t('reviews.title') },
    { id: useRouteRef(rubricRouteRef)(), label: t('rubric.title') },
  ];
  const selected = tabs.findIndex(({ id }) => pathname.startsWith(id));
  return (
    <Page themeId="tool">
      <Header title={t('title')} />
      <HeaderTabs
        tabs={tabs}
        selectedIndex={Math.max(0, selected)}
        onChange={index => navigate(tabs[index].id)}
      />
      <Content>
        <Routes>
          <Route path="/services" element={<ServicesPage />} />
          <Route path="/reviews/*" element={<ReviewRoutes />} />
          <Route path="/rubric" element={<RubricPage />} />
          <Route path="*" element={<Navigate to={tabs[0].id} replace />} />
        </Routes>
      </Content>
    </Page>
  );
}
