import { layOut, type LaidOutLine } from '@fastops/shared/printing/layout';
import type { PrintDocument } from '@fastops/shared/printing/document';

const PAPER = { columns: 42, codePage: 'cp858' } as const;
const ALIGN = { left: 'text-left', center: 'text-center', right: 'text-right' } as const;

/** An X or a Z as its paper: the same lines, to the letter. */
export function PaperView({ document, label }: { readonly document: PrintDocument; readonly label: string }) {
  const lines = layOut(document, PAPER).filter((item) => item.type === 'line');
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={label}
      data-testid="paper"
      className="flex max-h-[56dvh] justify-center overflow-y-auto rounded-md border border-line bg-surface px-4 py-3"
    >
      <pre className="w-fit font-mono text-14 leading-5">
        {lines.map((line, index) => (
          <PaperLine key={index} line={line} />
        ))}
      </pre>
    </div>
  );
}

function PaperLine({ line }: { readonly line: LaidOutLine }) {
  const size = line.scale.width > 1 ? 'text-20 leading-7' : '';
  return <div className={`min-h-5 whitespace-pre ${ALIGN[line.align]} ${line.bold ? 'font-bold' : ''} ${size}`}>{line.text}</div>;
}
