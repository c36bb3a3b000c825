/** The longer side of a photo as it is kept, in pixels: enough to read a plate on the site. */
const LONGEST = 1600;

/** How large a picture becomes; one that fits stays as it is. */
export function fitted(width: number, height: number): [number, number] {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return [Math.round(width * scale), Math.round(height * scale)];
}

/**
 * Draw a photo smaller: a phone in a dead zone keeps and sends tenths of it. What the camera wrote
 * into it (place, device) goes with that; the server removes it in any case.
 */
export async function smaller(photo: File): Promise<File> {
  try {
    const picture = await createImageBitmap(photo);
    const [width, height] = fitted(picture.width, picture.height);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!drawn || drawn.size >= photo.size) return photo;
    return new File([drawn], photo.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return photo; // no picture, or one this browser cannot draw: the server says what is wrong
  }
}
