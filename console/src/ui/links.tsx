import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { ComponentPropsWithRef, JSX } from 'react';

type With<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

const RoutedAnchor = createLink((props: With<AnchorProps>) => <Anchor underline="always" {...props} />);
const RoutedButton = createLink((props: With<ButtonProps>) => <Button component="a" {...props} />);

// By default a link to a list is "the current page" on every page below that list.
const EXACT = { exact: true } as const;

/** A link to another page; its address is checked against the routes. */
export const TextLink: LinkComponent<(props: With<AnchorProps>) => JSX.Element> = (props) => (
  <RoutedAnchor activeOptions={EXACT} {...props} />
);

/** As `TextLink`, and looks like a button. */
export const ButtonLink: LinkComponent<(props: With<ButtonProps>) => JSX.Element> = (props) => (
  <RoutedButton activeOptions={EXACT} {...props} />
);

/** The way back to where one came from, above the head of a page. */
export const BackLink: typeof TextLink = (props) => <TextLink size="sm" className="back" {...props} />;
