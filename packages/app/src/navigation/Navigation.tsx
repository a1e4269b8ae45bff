import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import MenuIcon from '@mui/icons-material/Menu';
import SettingsIcon from '@mui/icons-material/Settings';
import { SidebarLogo } from './SidebarLogo';

/** In the order of the work: find, create, then what the installed plugins add, by title. */
const FIRST = ['page:home', 'page:search', 'page:catalog', 'page:scaffolder'];
const LAST = ['page:notifications', 'page:user-settings'];
/** Reached from the Create page and from entities. */
const ELSEWHERE = ['page:catalog-import', 'page:catalog-graph'];

function Item({ href, icon, title }: NavContentNavItem) {
  return <SidebarItem to={href} icon={() => icon} text={title} />;
}

/** The sidebar. */
export function Navigation({ navItems }: NavContentComponentProps) {
  const items = navItems.withComponent(Item);
  const first = FIRST.map(id => items.take(id));
  ELSEWHERE.forEach(id => navItems.take(id));
  const last = LAST.map(id => navItems.take(id));
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {first}
        <SidebarScrollWrapper>
          {items.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<SettingsIcon />} to="/settings">
        {last[0] && <NotificationsSidebarItem />}
        {last[1] && <Item {...last[1]} />}
      </SidebarGroup>
    </Sidebar>
  );
}
