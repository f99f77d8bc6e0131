avh: z10.npz: expected a file, found nothing of that name; check the path.
