import { Text } from '@mantine/core';
import { useI18n } from '../../../i18n/I18nContext.tsx';

interface Props {
  readonly entered: number | undefined;
  readonly left: number | undefined;
}

/** Who entered and who left, each with its sign; one ±0 where nobody did. */
export function Change({ entered, left }: Props) {
  const { t, format } = useI18n();
  if (entered === undefined || left === undefined) return '–';
  if (entered === 0 && left === 0) {
    return (
      <Text component="span" size="sm" className="quiet">
        <bdi dir="ltr">±{format.count(0)}</bdi>
      </Text>
    );
  }
  return (
    <span className="change">
      <Text component="span" size="sm" className={entered > 0 ? 'up' : 'quiet'} title={t.segments.entered}>
        <bdi dir="ltr">{format.change(entered)}</bdi>
      </Text>
      <Text component="span" size="sm" className={left > 0 ? 'down' : 'quiet'} title={t.segments.left}>
        <bdi dir="ltr">{format.change(-left)}</bdi>
      </Text>
    </span>
  );
}
