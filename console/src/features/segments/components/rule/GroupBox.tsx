import { Button, Checkbox, CloseButton, Code, Group as Row, Stack, Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { ClauseRow } from './ClauseRow.tsx';
import { Issues } from './Issues.tsx';
import { groupOf, isFields, ruleOfGroup, withNot, withoutNot, type Group } from '../clauses/json.ts';
import { kindOf, NEW } from '../clauses/kinds.ts';
import { useIssues } from '../clauses/RuleContext.tsx';

/** Groups within the first one go this deep; what is deeper is shown and kept, but not edited here. */
const DEEPEST = 2;

interface Props {
  readonly group: Group;
  readonly path: string;
  readonly depth: number;
  readonly negated?: boolean;
  readonly onChange: (group: Group, negated: boolean) => void;
  readonly onRemove?: () => void;
}

/** Conditions that hold all or at least one; the first group holds everything else. */
export function GroupBox({ group, path, depth, negated = false, onChange, onRemove }: Props) {
  const { t } = useI18n();
  const { join, children } = group;
  const issues = useIssues(path, true);
  const setChildren = (next: readonly unknown[]) => {
    onChange({ join, children: next }, negated);
  };
  return (
    <div className={depth === 0 ? 'group' : 'group inner'} role="group" aria-label={t.rules.joins[join]}>
      <Row gap="xs" justify="space-between" wrap="nowrap" align="center">
        <Row gap="xs">
          <Text size="sm">{t.rules.join}</Text>
          <Choice
            label={t.rules.join}
            value={join}
            options={(['all', 'any'] as const).map((each) => [each, t.rules.joins[each]] as const)}
            onChange={(next) => {
              onChange({ join: next, children }, negated);
            }}
          />
          {depth > 0 && (
            <Checkbox
              size="sm"
              label={t.rules.notGroup}
              checked={negated}
              onChange={(event) => {
                onChange(group, event.currentTarget.checked);
              }}
            />
          )}
        </Row>
        {onRemove && <CloseButton aria-label={t.rules.removeGroup} onClick={onRemove} />}
      </Row>
      <Issues issues={issues} />
      <Stack gap="xs" mt="xs">
        {children.length === 0 && depth === 0 && <Text size="sm">{t.rules.empty}</Text>}
        {children.map((child, index) => (
          <Node
            key={index}
            rule={child}
            path={`${path}.${join}[${index}]`}
            depth={depth}
            onChange={(next) => {
              setChildren(children.map((each, at) => (at === index ? next : each)));
            }}
            onRemove={() => {
              setChildren(children.filter((_, at) => at !== index));
            }}
          />
        ))}
      </Stack>
      <Row gap="xs" mt="sm">
        <Button
          variant="light"
          size="xs"
          onClick={() => {
            setChildren([...children, NEW.attribute]);
          }}
        >
          + {t.rules.add}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              setChildren([...children, { [join === 'all' ? 'any' : 'all']: [NEW.attribute] }]);
            }}
          >
            + {t.rules.addGroup}
          </Button>
        )}
      </Row>
    </div>
  );
}

interface NodeProps {
  readonly rule: unknown;
  readonly path: string;
  readonly depth: number;
  readonly onChange: (rule: unknown) => void;
  readonly onRemove: () => void;
}

function Node({ rule, path, depth, onChange, onRemove }: NodeProps) {
  const { t } = useI18n();
  const { negated, inner } = withoutNot(rule);
  const at = negated ? `${path}.not` : path;
  const group = depth < DEEPEST ? groupOf(inner) : undefined;
  const kind = kindOf(inner);
  if (group) {
    return (
      <GroupBox
        group={group}
        path={at}
        depth={depth + 1}
        negated={negated}
        onRemove={onRemove}
        onChange={(next, negatedNow) => {
          onChange(withNot(ruleOfGroup(next), negatedNow));
        }}
      />
    );
  }
  if (kind && isFields(inner)) {
    return <ClauseRow kind={kind} clause={inner} negated={negated} path={at} onChange={onChange} onRemove={onRemove} />;
  }
  return (
    <div className="clause">
      <Stack gap={4}>
        <Text size="sm">{t.rules.tooDeep}</Text>
        <Code block dir="ltr">
          {JSON.stringify(rule, undefined, 2)}
        </Code>
      </Stack>
      <CloseButton aria-label={t.rules.remove} onClick={onRemove} />
    </div>
  );
}
