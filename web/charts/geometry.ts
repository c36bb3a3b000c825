/** Fetch a geometry; none where the workspace has none or the net fails: points still serve. */
export async function fetchGeometry(address: string): Promise<object | null> {
  try {
    const answer = await fetch(address);
    const geometry: unknown = answer.ok ? await answer.json() : null;
    return hasFeatures(geometry) ? geometry : null;
  } catch {
    return null;
  }
}

function hasFeatures(geometry: unknown): geometry is { features: unknown[] } {
  const features = (geometry as { features?: unknown } | null)?.features;
  return Array.isArray(features) && features.length > 0;
}
