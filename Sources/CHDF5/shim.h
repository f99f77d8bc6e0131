#ifndef AVH_CHDF5_SHIM_H
#define AVH_CHDF5_SHIM_H

// The calls of libhdf5 that Tensors needs, as functions: most names of the library are macros.

#include <hdf5.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  int kind;  // 0 integer, 1 floating point, 2 text of fixed width, 3 of variable width, -1 other
  uint64_t size;
  int is_signed;
  int rank;
  uint64_t dimensions[32];
  int is_matlab;
  int is_elsewhere;
} avh_h5_description;

static inline int64_t avh_h5_open(const char *path) {
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
  return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
}

static inline void avh_h5_close(int64_t identifier) {
  if (identifier < 0) return;
  switch (H5Iget_type(identifier)) {
    case H5I_FILE: H5Fclose(identifier); break;
    case H5I_DATASET: H5Dclose(identifier); break;
    default: break;
  }
}

/// The number of members of a group, or -1.
static inline int64_t avh_h5_count(int64_t file, const char *group) {
  H5G_info_t info;
  if (H5Gget_info_by_name(file, group, &info, H5P_DEFAULT) < 0) return -1;
  return (int64_t)info.nlinks;
}

/// The name of a member; 1 for a dataset, 2 for a group, 0 for links and other things.
static inline int avh_h5_member(
    int64_t file, const char *group, int64_t index, char *name, int64_t capacity) {
  ssize_t length = H5Lget_name_by_idx(
      file, group, H5_INDEX_NAME, H5_ITER_INC, (hsize_t)index, name, (size_t)capacity, H5P_DEFAULT);
  if (length < 0 || length >= capacity) {
    name[0] = 0;
    return 0;
  }
  H5L_info_t link;
  if (H5Lget_info_by_idx(
          file, group, H5_INDEX_NAME, H5_ITER_INC, (hsize_t)index, &link, H5P_DEFAULT) < 0 ||
      link.type != H5L_TYPE_HARD)
    return 0;
  hid_t object = H5Oopen_by_idx(
      file, group, H5_INDEX_NAME, H5_ITER_INC, (hsize_t)index, H5P_DEFAULT);
  if (object < 0) return 0;
  H5I_type_t type = H5Iget_type(object);
  H5Oclose(object);
  return type == H5I_DATASET ? 1 : type == H5I_GROUP ? 2 : 0;
}

/// Opens a dataset and describes it; negative when it cannot.
static inline int64_t avh_h5_dataset(int64_t file, const char *name, avh_h5_description *out) {
  memset(out, 0, sizeof *out);
  out->kind = -1;
  hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
  if (dataset < 0) return -1;
  hid_t type = H5Dget_type(dataset);
  if (type >= 0 && H5Tget_class(type) == H5T_ENUM) {
    hid_t base = H5Tget_super(type);
    H5Tclose(type);
    type = base;
  }
  hid_t space = H5Dget_space(dataset);
  hid_t list = H5Dget_create_plist(dataset);
  if (type < 0 || space < 0 || list < 0) {
    if (type >= 0) H5Tclose(type);
    if (space >= 0) H5Sclose(space);
    if (list >= 0) H5Pclose(list);
    H5Dclose(dataset);
    return -1;
  }
  out->size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      out->kind = 0;
      out->is_signed = H5Tget_sign(type) == H5T_SGN_2;
      break;
    case H5T_FLOAT:
      // Half precision has a bias of 15; other types of two bytes are not read.
      out->kind = out->size != 2 || H5Tget_ebias(type) == 15 ? 1 : -1;
      break;
    case H5T_STRING: out->kind = H5Tis_variable_str(type) > 0 ? 3 : 2; break;
    default: break;
  }
  hsize_t dimensions[32];
  out->rank = H5Sget_simple_extent_ndims(space);
  if (out->rank < 0 || out->rank > 32 || H5Sis_simple(space) <= 0) {
    out->kind = -1;
    out->rank = 0;
  } else if (out->rank > 0) {
    H5Sget_simple_extent_dims(space, dimensions, NULL);
    for (int index = 0; index < out->rank; index++) out->dimensions[index] = dimensions[index];
  }
  out->is_matlab = H5Aexists(dataset, "MATLAB_class") > 0;
  out->is_elsewhere = H5Pget_external_count(list) > 0 || H5Pget_layout(list) == H5D_VIRTUAL;
  H5Pclose(list);
  H5Sclose(space);
  H5Tclose(type);
  return dataset;
}

/// Reads a range of indices of one dimension, all others running.
static inline int avh_h5_read(
    int64_t dataset, int along, uint64_t first, uint64_t count, void *target) {
  int status = -1;
  hsize_t dimensions[32], start[32] = {0};
  hid_t space = H5Dget_space(dataset);
  hid_t stored = H5Dget_type(dataset);
  if (stored >= 0 && H5Tget_class(stored) == H5T_ENUM) {
    hid_t base = H5Tget_super(stored);
    H5Tclose(stored);
    stored = base;
  }
  hid_t type = stored >= 0 ? H5Tcopy(stored) : -1;
  if (stored >= 0) H5Tclose(stored);
  int rank = space >= 0 ? H5Sget_simple_extent_ndims(space) : -1;
  if (type >= 0 && rank >= 0 && rank <= 32) {
    if (H5Tget_class(type) != H5T_STRING) H5Tset_order(type, H5T_ORDER_LE);
    if (rank > 0) {
      H5Sget_simple_extent_dims(space, dimensions, NULL);
      start[along] = first;
      dimensions[along] = count;
      hid_t memory = H5Screate_simple(rank, dimensions, NULL);
      if (memory >= 0 &&
          H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, dimensions, NULL) >= 0)
        status = H5Dread(dataset, type, memory, space, H5P_DEFAULT, target);
      if (memory >= 0) H5Sclose(memory);
    } else {
      status = H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, target);
    }
  }
  if (type >= 0) H5Tclose(type);
  if (space >= 0) H5Sclose(space);
  return status;
}

#endif
