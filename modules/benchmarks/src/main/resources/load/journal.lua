-- A journal of three lines, posted; tells what nineteen of twenty wait at most.
function request()
  return wrk.format("POST", "/api/v2.1/transactions", wrk.headers, '{"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1","transaction_date":"2026-03-05","lines":[{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000001000","debit_amount":1.05},{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000004000","credit_amount":1.00},{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000002200","credit_amount":0.05}]}')
end
function done(summary, latency, requests)
  io.write(string.format("P95 %.1f\n", latency:percentile(95) / 1000))
end
