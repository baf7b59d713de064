import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './thumb-button.module.css';

interface ThumbButtonProps {
  readonly label: string;
  readonly onClick?: () => void;
  /** Entries of a menu that it opens, where there are several things to make. */
  readonly children?: ReactNode;
}

/** What is made here, within the thumb's reach; seen on a phone alone, where the button in the page's head is out of it. */
export function ThumbButton({ label, onClick, children }: ThumbButtonProps) {
  const button = (
    <ActionIcon variant="filled" color="primary" className={classes.button} aria-label={label} onClick={onClick}>
      <IconPlus size={24} />
    </ActionIcon>
  );
  if (!children) return button;
  return (
    <Menu position="top-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** What the thumb's button takes the place of on a phone. */
export function AtDesk({ children }: { readonly children: ReactNode }) {
  return <span className={classes.desk}>{children}</span>;
}
