import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { PrintSpooler, SpoolJobState } from './spooler.ts';

/** Queues that end in a file or at a fax, by their driver or port. */
const NO_PAPER = /pdf|xps|onenote|fax|nul:|portprompt:|file:/i;

/** What Windows says of a queue that can't print: paused, error, deletion pending, offline, not available. */
const QUEUE_DOWN = 0x1 | 0x2 | 0x4 | 0x80 | 0x1000;
/** Of a job that stands: error, offline, paper out, blocked, user intervention. */
const JOB_DOWN = 0x2 | 0x20 | 0x40 | 0x200 | 0x400;

/**
 * The spooler of Windows, through PowerShell and winspool.drv: no native module to build. It needs Windows, so what is
 * tested elsewhere is the transport over this interface; this file holds nothing but the calls.
 */
export const windowsSpooler: PrintSpooler = {
  queues: async () => {
    const rows = await ask<readonly { Name: string; DriverName: string; PortName: string }[]>(
      '@(Get-CimInstance Win32_Printer | Select-Object Name, DriverName, PortName) | ConvertTo-Json -Compress',
    );
    return [rows].flat().flatMap((row) => (NO_PAPER.test(`${row.DriverName} ${row.PortName}`) ? [] : [row.Name]));
  },
  state: async (queue) => {
    const found = await ask<{ Status: number; WorkOffline: boolean } | null>(
      `$p = Get-CimInstance Win32_Printer | Where-Object Name -eq ${quoted(queue)} | Select-Object -First 1
       if ($p) { @{ Status = [int]$p.PrinterState; WorkOffline = $p.WorkOffline } | ConvertTo-Json -Compress } else { 'null' }`,
    );
    if (found === null) return 'missing';
    return found.WorkOffline || (found.Status & QUEUE_DOWN) !== 0 ? 'offline' : 'ready';
  },
  write: (queue, bytes) => ask(`${WINSPOOL}\n[FastOps.Raw]::Write(${quoted(queue)}, [Console]::OpenStandardInput())`, bytes),
  jobState: async (queue, jobId) => {
    const status = await ask<number | null>(
      `$j = Get-CimInstance Win32_PrintJob | Where-Object { $_.JobId -eq ${jobId} -and $_.Name -like (${quoted(queue)} + ', *') }
       if ($j) { [int]$j.StatusMask } else { 'null' }`,
    );
    return stateOf(status);
  },
  cancel: async (queue, jobId) => {
    await ask(
      `Get-CimInstance Win32_PrintJob | Where-Object { $_.JobId -eq ${jobId} -and $_.Name -like (${quoted(queue)} + ', *') } | Remove-CimInstance
       'null'`,
    );
  },
};

function stateOf(status: number | null): SpoolJobState {
  if (status === null) return 'gone';
  return (status & JOB_DOWN) === 0 ? 'waiting' : 'error';
}

/** A name inside single quotes is text to PowerShell whatever it holds, once quotes are doubled. */
function quoted(name: string): string {
  return `'${name.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
}

/** Runs a script that writes one JSON value, its standard input being `input`. */
async function ask<T>(script: string, input?: Uint8Array): Promise<T> {
  const encoded = Buffer.from(`$ErrorActionPreference = 'Stop'\n${script}`, 'utf16le').toString('base64');
  const shell = spawn('powershell.exe', ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded], { windowsHide: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', resolve);
  });
  shell.stdin.on('error', () => undefined);
  shell.stdin.end(input);
  const [answer, code] = await Promise.all([text(shell.stdout), ended]);
  if (code !== 0) throw new Error(`the spooler's script ended with ${code}`);
  return JSON.parse(answer) as T;
}

const WINSPOOL = `Add-Type -TypeDefinition @'
using System; using System.IO; using System.Runtime.InteropServices;
namespace FastOps { public static class Raw {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public struct DocInfo { public string Name; public string Output; public string Datatype; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinterW(IntPtr printer, int level, ref DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  public static string Write(string queue, Stream input) {
    var memory = new MemoryStream(); input.CopyTo(memory); var bytes = memory.ToArray();
    IntPtr printer;
    if (!OpenPrinterW(queue, out printer, IntPtr.Zero)) throw new Exception("OpenPrinter " + Marshal.GetLastWin32Error());
    try {
      var info = new DocInfo { Name = "FastOps", Datatype = "RAW" };
      int job = StartDocPrinterW(printer, 1, ref info);
      if (job == 0) throw new Exception("StartDocPrinter " + Marshal.GetLastWin32Error());
      int written = 0;
      if (StartPagePrinter(printer)) { WritePrinter(printer, bytes, bytes.Length, out written); EndPagePrinter(printer); }
      EndDocPrinter(printer);
      return "{\\"jobId\\":" + job + ",\\"bytesTaken\\":" + written + "}";
    } finally { ClosePrinter(printer); }
  }
} }
'@`;
