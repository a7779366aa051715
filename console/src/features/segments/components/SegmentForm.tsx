import { Button, Paper, Stack, Tabs, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SegmentResponse } from '../../../../../contract/segments.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { ApiError } from '../../../lib/http/ApiError.ts';
import { BackLink, ButtonLink } from '../../../ui/links.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { UNKNOWN } from '../api/knownFields.ts';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { useSaveSegment } from '../api/useSaveSegment.ts';
import { GroupBox } from './rule/GroupBox.tsx';
import { asGroup, ruleOfGroup } from './clauses/json.ts';
import { JsonEditor } from './rule/JsonEditor.tsx';
import { NEW } from './clauses/kinds.ts';
import { PreviewPanel } from './rule/PreviewPanel.tsx';
import { RuleProvider } from './clauses/RuleContext.tsx';
import { useRulePreview } from './rule/useRulePreview.ts';
import { useUnsavedWarning } from './useUnsavedWarning.ts';

const BEGINNING = { all: [NEW.attribute] };

/** Makes a segment, or changes the given one. */
export function SegmentForm({ segment }: { readonly segment?: SegmentResponse }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [name, setName] = useState(segment?.name ?? '');
  const [rule, setRule] = useState<unknown>(segment?.rule ?? BEGINNING);
  const [tab, setTab] = useState<string | null>('form');
  const preview = useRulePreview(rule);
  useUnsavedWarning(rule !== segment?.rule && rule !== BEGINNING);
  const known = useQuery(segmentsQueries.knownFields()).data ?? UNKNOWN;
  const save = useSaveSegment(segment?.id, ({ id }) => navigate({ to: '/segments/$id', params: { id } }));
  const from = segment
    ? ({ to: '/segments/$id', params: { id: segment.id } } as const)
    : ({ to: '/segments' } as const);
  const refused = save.error instanceof ApiError ? save.error.issues : [];
  const blocked = name.trim() === '' || preview.incomplete || preview.issues.length > 0;
  return (
    <RuleProvider value={{ issues: preview.issues, known, segmentId: segment?.id }}>
      <Stack>
        <PageHead
          title={segment ? segment.name : t.segments.create}
          back={<BackLink {...from}>{segment?.name ?? t.segments.back}</BackLink>}
        >
          <ButtonLink variant="default" {...from}>
            {t.common.cancel}
          </ButtonLink>
          <Button
            disabled={blocked}
            loading={save.isPending}
            onClick={() => {
              save.mutate({ name, rule });
            }}
          >
            {t.common.save}
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
