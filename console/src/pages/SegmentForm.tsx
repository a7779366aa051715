import { Button, Paper, Stack, Tabs, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/http.ts';
import type { Segment } from '../api/segmentShapes.ts';
import { segmentsApi } from '../api/segments.ts';
import { LoadState } from '../components/LoadState.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Problem } from '../components/Problem.tsx';
import { GroupBox } from '../components/rule/GroupBox.tsx';
import { asGroup, ruleOfGroup } from '../components/rule/json.ts';
import { JsonEditor } from '../components/rule/JsonEditor.tsx';
import { NEW } from '../components/rule/kinds.ts';
import { PreviewPanel } from '../components/rule/PreviewPanel.tsx';
import { RuleProvider } from '../components/rule/RuleContext.tsx';
import { useKnownFields } from '../components/rule/useKnownFields.ts';
import { useRulePreview } from '../components/rule/useRulePreview.ts';
import { useI18n } from '../i18n/I18nContext.tsx';
import { goTo } from '../navigation.ts';
import { linkTo } from '../route.ts';

/** Makes a segment, or changes the one with this id. */
export function SegmentForm({ id }: { readonly id?: string }) {
  if (id === undefined) return <Form />;
  return <Existing id={id} />;
}

function Existing({ id }: { readonly id: string }) {
  const query = useQuery({ queryKey: ['segment', id], queryFn: () => segmentsApi.one(id), staleTime: 0 });
  return <LoadState query={query}>{(segment) => <Form segment={segment} />}</LoadState>;
}

const BEGINNING = { all: [NEW.attribute] };

/** Lets the browser ask before a tab is closed in which something would be lost. */
function useWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);
}

function Form({ segment }: { readonly segment?: Segment }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [name, setName] = useState(segment?.name ?? '');
  const [rule, setRule] = useState<unknown>(segment?.rule ?? BEGINNING);
  const [tab, setTab] = useState<string | null>('form');
  const preview = useRulePreview(rule);
  useWarning(rule !== segment?.rule && rule !== BEGINNING);
  const known = useKnownFields();
  const save = useMutation({
    mutationFn: () =>
      segment ? segmentsApi.update(segment.id, { name, rule }) : segmentsApi.create({ name: name.trim(), rule }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('segment') });
      goTo({ page: 'segment', id: saved.id });
    },
  });
  const back = segment
    ? { label: segment.name, href: linkTo({ page: 'segment', id: segment.id }) }
    : { label: t.segments.back, href: linkTo({ page: 'segments' }) };
  const refused = save.error instanceof ApiError ? save.error.errors : [];
  const blocked = name.trim() === '' || preview.incomplete || preview.faults.length > 0;
  return (
    <RuleProvider value={{ faults: preview.faults, known, segmentId: segment?.id }}>
      <Stack>
        <PageHead title={segment ? segment.name : t.segments.create} back={back}>
          <Button component="a" variant="default" href={back.href}>
            {t.segments.cancel}
          </Button>
          <Button
            disabled={blocked}
            loading={save.isPending}
            onClick={() => {
              save.mutate();
            }}
          >
            {t.segments.save}
          </Button>
        </PageHead>
        <Problem title={t.segments.ruleRefused} error={save.error} />
        <div className="columns">
          <Stack>
            <TextInput
              label={t.segments.name}
              placeholder={t.segments.nameHint}
              maxLength={200}
              required
              withAsterisk={false}
              value={name}
              error={refused.find(({ path }) => path === 'name')?.reason}
              onChange={(event) => {
                setName(event.currentTarget.value);
              }}
            />
            <Paper withBorder p="md">
              <Tabs value={tab} onChange={setTab} keepMounted={false}>
                <div className="tabhead">
                  <Title order={2} size="h4">
                    {t.segments.rule}
                  </Title>
                  <Tabs.List>
                    <Tabs.Tab value="form">{t.segments.form}</Tabs.Tab>
                    <Tabs.Tab value="json">{t.segments.json}</Tabs.Tab>
                  </Tabs.List>
                </div>
                <Tabs.Panel value="form" pt="md">
                  <GroupBox
                    group={asGroup(rule)}
                    path="rule"
                    depth={0}
                    onChange={(group) => {
                      setRule(ruleOfGroup(group));
                    }}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="json" pt="md">
                  <JsonEditor rule={rule} onChange={setRule} />
                </Tabs.Panel>
              </Tabs>
            </Paper>
          </Stack>
          <PreviewPanel preview={preview} />
        </div>
      </Stack>
    </RuleProvider>
  );
}
